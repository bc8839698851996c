"""What a refusal of a service becomes on the form that asked for it; the page of a correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.core.verdicts import Denied, Invalid, Text, Verdict
from lianjian.ground.journal import telling
from lianjian.ground.ui.pages import page, saved


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


def amending(
    request: Request,
    form: Any,
    read: Callable[[], Scoped],
    write: Callable[..., object],
    *,
    title: Text,
    back: str,
) -> HttpResponse:
    """The page on which a record is corrected, with what befell it; ``back`` once it is.

    ``read`` gives the record as it is kept now, ``write`` takes what this person changed.
    """
    if request.method == "POST" and form.is_valid():
        with refused(form):
            form.send(lambda: form.kept(read()), write)
            saved(request, _("The change is saved."))
            return redirect(back)
    row = read()
    return page(
        request,
        "registry/amend.html",
        form=form,
        row=row,
        title=title,
        back=back,
        draft=f"registry-{row._meta.model_name}-{row.pk}",
        lines=telling.history_of(row),
    )
