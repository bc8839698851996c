"""Which rows a field of a form may choose among, said once its reader is known."""

from __future__ import annotations

from typing import Any

from django import forms


def choose(form: forms.Form, name: str, rows: Any) -> None:
    """Let a form's field choose among these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the form says so itself
    field.queryset = rows


def chooses_nothing(form: forms.Form, name: str) -> bool:
    """Whether there is no row that a field could choose."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as above
    return field.queryset is None or not field.queryset.exists()
