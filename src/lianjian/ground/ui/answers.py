"""What a refusal becomes on the page that asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from lianjian.ground.core.verdicts import Denied, Invalid, Verdict


@contextmanager
def refused(form: Form) -> Iterator[None]:
    """Show what a service cannot take beside its field, and let the page be drawn again."""
    try:
        yield
    except Invalid as refusal:
        known = {name: str(what) for name, what in refusal.fields.items() if name in form.fields}
        if str(refusal) not in known.values():  # What stands beside its field is not said twice.
            form.add_error(None, str(refusal))
        for name, what in known.items():
            form.add_error(name, what)


def insist(verdict: Verdict) -> None:
    """No form for whoever would be refused in the end: raises the refusal with its reason."""
    if isinstance(verdict, Denied):
        raise verdict
