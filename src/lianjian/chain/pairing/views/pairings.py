from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.roles import COORDINATORS, ISSUERS
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import buttons, policy, selectors, services
from ..forms import EndForm, ExistingForm
from ..life import PairingState
from ..models import Pairing

BY_PLACE = Ordering("place", _("Place"), ("village__host__affiliation__code", "partner__name"))
BY_PARTNER = Ordering("partner", _("Partner"), ("partner__name", "village__name"))
BY_DATE = Ordering("date", _("Newest first"), ("-agreed_on", "-pk"))
MARKS = {"agreed": "going", "live": "done", "ended": "none"}
_COLUMNS = [
    Column(_("village"), lambda row: row.village.name),
    Column(_("partner"), lambda row: row.partner.name),
    Column(_("state"), lambda row: row.get_state_display()),
    Column(_("origin"), lambda row: row.get_origin_display()),
    Column(_("agreed on"), lambda row: row.agreed_on),
    Column(_("live since"), lambda row: row.live_since or ""),
    Column(_("ended on"), lambda row: row.ended_on or ""),
]


def pairings(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.pairings(request.actor.scope),
        orderings=[BY_PLACE, BY_PARTNER, BY_DATE],
        search=["village__name", "partner__name"],
        filters=[
            Choice("state", _("state"), PairingState.choices),
            Choice("origin", _("origin"), Pairing.Origin.choices),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("pairings")
    role = request.actor.role
    return page(
        request,
        "pairing/pairings.html",
        listing=listing,
        marks=MARKS,
        issues=role in ISSUERS,
        may_record=role in COORDINATORS,
        waiting=selectors.waiting_for(request.actor),
    )


def pairing(request: Request, pk: int) -> HttpResponse:
    row = selectors.pairing(request.actor.scope, pk)
    return page(
        request,
        "pairing/pairing.html",
        pairing=row,
        mark=MARKS[row.state],
        may=buttons.of_pairing(request.actor, row),
        lines=telling.history_of(row),
    )


def end(request: Request, pk: int) -> HttpResponse:
    row = selectors.pairing(request.actor.scope, pk)
    verdict = policy.may_end(request.actor, pairing=row)
    if isinstance(verdict, Denied):
        raise verdict
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.end(request.actor, pairing=row, **form.cleaned_data)
            saved(request, _("The pairing has ended; both places are free again."))
            return redirect("pairing:pairing", pk)
    return page(request, "pairing/end.html", form=form, pairing=row)


def record_existing(request: Request) -> HttpResponse:
    if request.actor.role not in COORDINATORS:
        raise Denied(_("A pairing of before is recorded by the coordinator of the village."))
    form = ExistingForm(request.POST or None, **_sides(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.record_existing(request.actor, **form.cleaned_data)
            saved(request, _("The pairing is recorded and holds its places."))
            return redirect("pairing:pairing", made.pk)
    return page(request, "pairing/record_existing.html", form=form)


def _sides(request: Request) -> dict[str, Any]:
    scope = request.actor.scope
    return {"villages": registry.villages(scope), "partners": registry.partners(scope)}
