"""Who is without a partner, and who holds whom: coverage (M32) and the network (M33)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page

from .. import contacts, selectors
from ..network import bridges_everywhere, network_of

BY_PLACE = Ordering("place", _("Place"), ("host__affiliation__code", "name"))
BY_NAME = Ordering("name", _("Name"), ("name",))


class Turn(Choice):
    """Whether a village has a partner."""

    def applied(self, rows: Any, value: str) -> Any:
        return selectors.with_turn(rows, value) if value in selectors.TURNS else rows


def coverage(request: Request) -> HttpResponseBase:
    """The villages of one's own area, and whether each has a live pairing."""
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.villages_in_care(scope),
        orderings=[BY_PLACE, BY_NAME],
        search=lambda rows, text: registry.matching(rows, text),
        search_label=_("Name of a village"),
        filters=[
            Turn("turn", _("partners"), list(selectors.TURNS.items())),
            Choice("town", _("Township"), registry.towns(scope), registry.TOWN),
        ],
        columns=[
            Column(_("village"), lambda row: row.name),
            Column(_("Township"), lambda row: row.host.affiliation.parent or ""),
            Column(_("must be served"), lambda row: _("yes") if row.must_serve else ""),
        ],
    )
    if listing.wants_csv:
        return listing.csv("coverage")
    return page(
        request,
        "pairing/coverage.html",
        listing=listing,
        lines=_lines(request, list(listing.page)),
        without=selectors.with_turn(selectors.villages_in_care(scope), "none").count(),
        villages=selectors.villages_in_care(scope).count(),
    )


def _lines(request: Request, villages: list[Any]) -> list[dict[str, Any]]:
    """Each village with its pairings and the months since something was recorded of them."""
    keys = [branch.pk for branch in villages]
    rows = list(selectors.standing_pairings(request.actor.scope).filter(village__in=keys))
    last, today = contacts.last_contacts(rows), clock.today()
    return [
        {
            "village": branch,
            "pairings": [row for row in rows if row.village_id == branch.pk],
            "months": min(
                (
                    contacts.months_between(last[row.pk], today)
                    for row in rows
                    if row.village_id == branch.pk
                ),
                default=None,
            ),
        }
        for branch in villages
    ]


def network(request: Request) -> HttpResponse:
    """One township at a time, since a county's lines are too many to look at."""
    scope = request.actor.scope
    towns = registry.towns(scope)
    chosen = request.GET.get("town", "")
    if chosen not in {key for key, _name in towns}:
        chosen = towns[0][0] if towns else ""
    villages = selectors.villages_in_care(scope).order_by("host__affiliation__code", "name")
    mine = villages.filter(host__affiliation__parent=int(chosen)) if chosen else villages[:0]
    everywhere, are_more = bridges_everywhere(scope)
    return page(
        request,
        "pairing/network.html",
        towns=towns,
        chosen=chosen,
        network=network_of(scope, list(mine)),
        everywhere=everywhere,
        are_more=are_more,
    )
