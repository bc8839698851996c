from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.industry import section_choices, section_of, within_section
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Text
from lianjian.ground.journal import telling
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page

from .. import policy, selectors
from ..life import ListingState
from ..models import Need, Offer, WorkArea
from ..services.writing import life_of

BY_DATE = Ordering("date", _("Newest first"), ("-made_at", "-pk"))
BY_PLACE = Ordering("place", _("Place"), ("branch__host__affiliation__code", "title"))
BY_NAME = Ordering("name", _("Name"), ("title", "pk"))


class Industries(Choice):
    """A section of industries, with all its divisions."""

    def applied(self, rows: Any, value: str) -> Any:
        return rows.filter(industry__in=within_section(value)) if section_of(value) else rows


_FILTERS = [
    Choice("area", _("work area"), WorkArea.choices),
    Industries("industry", _("Industry"), section_choices()),
    Choice("state", _("state"), ListingState.choices),
]
_COLUMNS = [
    Column(_("in one line"), lambda row: row.title),
    Column(_("Party branch"), lambda row: row.branch.name),
    Column(_("work area"), lambda row: row.get_area_display()),
    Column(_("Industry"), lambda row: row.get_industry_display()),
    Column(_("how much"), lambda row: row.quantity),
    Column(_("to"), lambda row: row.ends or ""),
    Column(_("state"), lambda row: row.get_state_display()),
]
MARKS = {
    "draft": "none",
    "open": "plan",
    "matched": "going",
    "met": "done",
    "withdrawn": "none",
    "expired": "late",
}
"""How a state is drawn: hollow while it is open, solid when it is met."""


def needs(request: Request) -> HttpResponseBase:
    return _listed(request, selectors.needs(request.actor.scope), "need", _("Needs"))


def offers(request: Request) -> HttpResponseBase:
    return _listed(request, selectors.offers(request.actor.scope), "offer", _("Offers"))


def _listed(
    request: Request, rows: ScopedQuerySet[Any], kind: str, title: Text
) -> HttpResponseBase:
    listing = Listing(
        request,
        rows,
        orderings=[BY_DATE, BY_PLACE, BY_NAME],
        search=_worded,
        filters=[*_FILTERS, *_towns(request, kind)],
        columns=_COLUMNS,
        search_label=_("Words, or the name of a branch"),
    )
    if listing.wants_csv:
        return listing.csv(f"{kind}s")
    return page(
        request, "exchange/listings.html", listing=listing, kind=kind, title=title, marks=MARKS
    )


def _towns(request: Request, kind: str) -> list[Choice]:
    """Needs lie in townships; offers come from outside and belong to none."""
    if kind != "need":
        return []
    towns = registry.towns(request.actor.scope)
    return [Choice("town", _("Township"), towns, f"branch__{registry.TOWN}")]


def _worded(rows: Any, text: str) -> Any:
    for word in text.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(detail__icontains=word) | Q(branch__name__icontains=word)
        )
    return rows


def need(request: Request, pk: int) -> HttpResponseBase:
    return _shown(request, selectors.need(request.actor.scope, pk), "need")


def offer(request: Request, pk: int) -> HttpResponseBase:
    return _shown(request, selectors.offer(request.actor.scope, pk), "offer")


def _shown(request: Request, row: Need | Offer, kind: str) -> HttpResponseBase:
    may_change = bool(policy.may_change(request.actor, listing=row))
    life = life_of(row)
    verbs = [verb for verb in life.verbs_from(row.state) if verb in BY_HAND] if may_change else []
    return page(
        request,
        "exchange/listing.html",
        row=row,
        kind=kind,
        mark=MARKS[row.state],
        may_change=may_change,
        verbs=[(verb, life.verbs[verb]) for verb in verbs],
        lines=telling.history_of(row),
    )


BY_HAND = ("meet", "reopen", "post", "withdraw")
"""The verbs of the life that a person presses; the rest follows from other records."""
