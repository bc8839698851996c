from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import translation

from . import everything_is_imported, ratchet

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def our_forms() -> Iterator[Any]:
    everything_is_imported()
    waiting: list[Any] = [forms.BaseForm]
    while waiting:
        here = waiting.pop()
        waiting += here.__subclasses__()
        if here.__module__.startswith("lianjian.") and ".tests." not in here.__module__:
            yield here


def test_every_field_has_a_label_in_both_languages():
    wrong = set()
    for form in our_forms():
        for name, field in form.base_fields.items():
            if isinstance(field.widget, forms.HiddenInput):
                continue
            with translation.override("zh-hans"):
                chinese = str(field.label or "")
            with translation.override("en"):
                english = str(field.label or "")
            if not CHINESE.search(chinese) or not english or CHINESE.search(english):
                wrong.add(f"{form.__module__}.{form.__name__}.{name}")
    ratchet(wrong)


def test_no_form_is_filled_from_every_column_of_a_model():
    """``fields = "__all__"`` would let a page write a column that was added later."""
    ratchet(
        {
            form.__name__
            for form in our_forms()
            if getattr(getattr(form, "Meta", None), "fields", None) == "__all__"
        }
    )
