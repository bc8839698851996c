from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import AmendForm
from ..models import Need, Offer

_SERVICES = {
    "meet": services.meet,
    "withdraw": services.withdraw,
    "reopen": services.reopen,
    "post": services.reopen,
}
_UNDO = {"withdraw": "reopen", "reopen": "withdraw"}
"""What takes a verb back. Who says that a need is met says it for good."""


def amend_need(request: Request, pk: int) -> HttpResponse:
    return _amend(request, partial(selectors.need, request.actor.scope, pk), "need")


def amend_offer(request: Request, pk: int) -> HttpResponse:
    return _amend(request, partial(selectors.offer, request.actor.scope, pk), "offer")


def _amend(request: Request, read: Callable[[], Need | Offer], kind: str) -> HttpResponse:
    row = read()
    verdict = policy.may_change(request.actor, listing=row)
    if not verdict:
        raise verdict  # type: ignore[misc]
    form = AmendForm(request.POST or None, listing=row)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            amend = partial(services.amend, request.actor, listing=row)
            form.send(lambda: form.kept(read()), amend)
            saved(request, _("The change is saved."))
            return redirect(f"exchange:{kind}", row.pk)
    return page(request, "exchange/amend.html", form=form, row=row, kind=kind)


@require_POST
def change_need(request: Request, pk: int, verb: str) -> HttpResponse:
    return _change(request, selectors.need(request.actor.scope, pk), "need", verb)


@require_POST
def change_offer(request: Request, pk: int, verb: str) -> HttpResponse:
    return _change(request, selectors.offer(request.actor.scope, pk), "offer", verb)


def _change(request: Request, row: Need | Offer, kind: str, verb: str) -> HttpResponse:
    if verb not in _SERVICES:
        raise OutOfScope(row.missing())
    _SERVICES[verb](request.actor, listing=row)
    undo = reverse(f"exchange:change_{kind}", args=[row.pk, _UNDO[verb]]) if verb in _UNDO else None
    saved(request, _("The change is saved."), undo_url=undo)
    return redirect(f"exchange:{kind}", row.pk)
