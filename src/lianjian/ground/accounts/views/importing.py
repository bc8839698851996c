"""A list of posts: pasted, looked at, then taken as a whole."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.ui.pages import page, saved

from .. import importing, policy
from ..acting import Request
from ..forms import ListForm, blame
from ..services.import_posts import import_posts


def import_view(request: Request) -> HttpResponse:
    """First the preview; with ``take`` the same lines are taken, all or none."""
    if not policy.gives(request.actor):
        raise Denied(_("Your post gives no posts to others. A county coordinator imports lists."))
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return page(request, "accounts/import.html", form=form, status=status)
    return _look_or_take(request, form)


def _look_or_take(request: Request, form: ListForm) -> HttpResponse:
    text = form.cleaned_data["text"]
    rows: list[importing.Row] = []
    try:
        rows = importing.read_list(request.actor, text)
        if "take" in request.POST:
            made = import_posts(request.actor, text=text) or []
            saved(request, _told(len(made)))
            return redirect("accounts:slips")
    except Invalid as refusal:
        rows = _marked(rows, refusal)
        if not rows:
            blame(form, refusal)
    wrong = sum(1 for row in rows if row.wrong)
    context = {"form": form, "rows": rows, "wrong": wrong, "text": text}
    return page(request, "accounts/import.html", status=422 if wrong else 200, **context)


def _told(number: int) -> str:
    return ngettext(
        "%(number)s post was given. Print the slips now.",
        "%(number)s posts were given. Print the slips now.",
        number,
    ) % {"number": number}


def _marked(rows: list[importing.Row], refusal: Invalid) -> list[importing.Row]:
    """The lines with what the service found wrong with them at the end."""
    return [
        importing.Row(row.line, row.name, row.phone, wrong=str(refusal.fields[str(row.line)]))
        if str(row.line) in refusal.fields
        else row
        for row in rows
    ]
