"""What a refusal of a service becomes on the form that asked for it; the page of a correction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.core.verdicts import Text
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import page, saved


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
