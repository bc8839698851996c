"""What a refusal of a service becomes on the form that asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from lianjian.ground.core.verdicts import Invalid


@contextmanager
def refused(form: Form) -> Iterator[None]:
    """Show what a service cannot take beside its field, and let the page be drawn again."""
    try:
        yield
    except Invalid as refusal:
        known = {field: what for field, what in refusal.fields.items() if field in form.fields}
        form.add_error(None, str(refusal))
        for field, what in known.items():
            form.add_error(field, str(what))
