"""How indicators are counted: from records of other rooms, each with how well they are known.

A counter answers for a place and a span of days: how many, with the lowest grade among them. It
reads inside the reader's scope: two readers may see two numbers, and the page says whose it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.projects import selectors as projects
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and the lowest grade of what was counted (None where nothing was)."""

    number: int
    grade: int | None


Counter = Callable[[Scope, Division, dt.date, dt.date], Counted]


def within(place: Division, at: str) -> Q:
    """Rows whose division code at ``at`` lies in a place."""
    return Scope(ranges=places.ranges(place)).inside(at)


def _all(rows: QuerySet[Any, Any], grade: int) -> Counted:
    number = rows.count()
    return Counted(number, grade if number else None)


def bodies(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """Joint bodies approved in the span, with number and date: a document, grade 2."""
    rows = accords.bodies(scope).filter(
        within(place, "division__code"),
        state__in=("approved", "working"),
        approved_on__gte=first,
        approved_on__lte=last,
    )
    return _all(rows, 2)


def accords_in_force(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """Accords that came into force by the last day and are in force: all signed, grade 3; of
    before the system, grade 2."""
    rows = accords.accords(scope).filter(
        within(place, "division__code"), state="active", active_since__lte=last
    )
    before = rows.filter(versions__of_before=True, versions__in_force_to=None).exists()
    return _all(rows, 2 if before else 3)


def villages_paired(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """Villages with a live pairing by the last day."""
    rows = pairing.pairings(scope).filter(
        within(place, "village__host__affiliation__code"), state="live", live_since__lte=last
    )
    villages = rows.order_by().values("village").distinct()
    before = rows.exclude(origin=Pairing.Origin.ROUND).exists()
    return _all(villages, 2 if before else 3)


def projects_new(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """*New this year*: launched in the span."""
    rows = projects.counted(scope, place).filter(launched_on__gte=first, launched_on__lte=last)
    return _all(rows, 1)


def projects_listed(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """*Listed to date*: on any year's list by the last day."""
    return _all(projects.listed_to_date(scope, place, last), 1)


def clusters(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """Industry clusters that are named."""
    return _all(projects.clusters(scope).filter(within(place, "division__code")), 1)


def brands(scope: Scope, place: Division, first: dt.date, last: dt.date) -> Counted:
    """Brands that are named."""
    return _all(projects.brands(scope).filter(within(place, "division__code")), 1)


COUNTERS: dict[str, tuple[Text, Counter]] = {
    "bodies": (_("joint bodies approved"), bodies),
    "accords": (_("accords in force"), accords_in_force),
    "villages": (_("villages with a live pairing"), villages_paired),
    "projects_new": (_("projects launched"), projects_new),
    "projects_listed": (_("projects listed to date"), projects_listed),
    "clusters": (_("clusters named"), clusters),
    "brands": (_("brands named"), brands),
}
"""What an indicator may be counted by; nothing here counts media."""
