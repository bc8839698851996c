"""How indicators are counted: from records of other rooms, each with how well they are known.

A counter says which rows of a scope and a span of days are counted, and where each keeps the place
that it counts for. It reads inside the reader's scope: two readers may see two numbers, and the
page says whose it is. One query answers for a place, and one for all of its parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Min, Q, Value, When
from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.projects import selectors as projects
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places.codes import Level

from .extent import Extent

Rows = Callable[[Scope, dt.date, dt.date], ScopedQuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and the lowest grade of what was counted (None where nothing was)."""

    number: int = 0
    grade: int | None = None


IN_THE_SPAN: Text = _("in the span")
AT_ITS_END: Text = _("as of the span's last day")
SO_FAR: Text = _("as of today")


BELOW_A_COUNTY = frozenset({Level.TOWN, Level.VILLAGE, Level.HAMLET})


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted, and how well each row is known.

    ``at`` is the lookup that leads to a row's division code, ``each`` the field whose different
    values are counted, ``weaker`` the rows that are known one grade less than ``grade``.
    ``page`` names the address of a row, ``since`` the field that says when it became so; ``over``
    says which days it answers for, ``issued`` that a county or society issues the rows: a town or
    village below has none of its own.
    """

    words: Text
    rows: Rows
    at: str
    grade: int
    page: str
    since: str = ""
    each: str = "pk"
    weaker: Q | None = None
    over: Text = IN_THE_SPAN
    issued: bool = False

    def known(self) -> Case | Value:
        """The grade of a row, as the database reckons it."""
        whole = Value(self.grade, output_field=IntegerField())
        if self.weaker is None:
            return whole
        return Case(When(self.weaker, then=Value(self.grade - 1)), default=whole)

    def is_issued_above(self, level: str) -> bool:
        """Whether what is counted is issued above a place of this level, and by none in it."""
        return self.issued and level in BELOW_A_COUNTY

    def of(
        self, scope: Scope, extent: Extent, first: dt.date, last: dt.date
    ) -> ScopedQuerySet[Any]:
        """The rows of a place."""
        return self.rows(scope, first, last).filter(extent.inside(self.at))


def count(
    counter: Counter, scope: Scope, extent: Extent, first: dt.date, last: dt.date
) -> Counted | None:
    """How many there are in a place; None where the place issues none of its own."""
    if counter.is_issued_above(extent.level):
        return None
    rows = counter.of(scope, extent, first, last).listed().order_by()
    found = rows.aggregate(number=Count(counter.each, distinct=True), grade=Min(counter.known()))
    return Counted(**found)


def count_by_part(
    counter: Counter, scope: Scope, extent: Extent, first: dt.date, last: dt.date
) -> dict[int, Counted]:
    """{part: how many}, parts without any left out. A row counts for one part alone."""
    rows = counter.of(scope, extent, first, last).listed().order_by()
    found = (
        rows.annotate(part=extent.part(counter.at))
        .values("part")
        .annotate(number=Count(counter.each, distinct=True), grade=Min(counter.known()))
    )
    return {one["part"]: Counted(one["number"], one["grade"]) for one in found}


def _bodies(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """Joint general branches across counties approved in the span, with number and date: a
    document, grade 2."""
    return accords.across_counties(scope).filter(
        kind="general_branch",
        state__in=("approved", "working"),
        approved_on__gte=first,
        approved_on__lte=last,
    )


def _accords(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """Accords that came into force by the last day and are in force, also while they are amended:
    all signed, grade 3; of before the system, grade 2."""
    return accords.in_force(scope).filter(active_since__lte=last)


def _pairings(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """Villages with a live pairing by the last day."""
    return pairing.pairings(scope).filter(state="live", live_since__lte=last)


def _projects_new(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """*New this year*: launched in the span."""
    rows = projects.counted(scope, None)
    return rows.filter(launched_on__gte=first, launched_on__lte=last).select_related("division")


def _projects_listed(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """*Listed to date*: on any year's list by the last day."""
    return projects.listed_to_date(scope, None, last).select_related("division")


def _clusters(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """Industry clusters that are named."""
    return projects.clusters(scope)


def _brands(scope: Scope, first: dt.date, last: dt.date) -> ScopedQuerySet[Any]:
    """Brands that are named."""
    return projects.brands(scope)


_OF_BEFORE = Q(versions__of_before=True, versions__in_force_to=None)

COUNTERS: dict[str, Counter] = {
    "bodies": Counter(
        _("joint general branches approved, with members of different counties"),
        _bodies,
        "division__code",
        2,
        "accords:body",
        since="approved_on",
        issued=True,
    ),
    "accords": Counter(
        _("accords in force"),
        _accords,
        "division__code",
        3,
        "accords:accord",
        since="active_since",
        weaker=_OF_BEFORE,
        over=AT_ITS_END,
        issued=True,
    ),
    "villages": Counter(
        _("villages with a live pairing"),
        _pairings,
        "village__host__affiliation__code",
        3,
        "pairing:pairing",
        since="live_since",
        each="village",
        weaker=~Q(origin="round"),
        over=AT_ITS_END,
    ),
    "projects_new": Counter(
        _("projects launched"),
        _projects_new,
        "division__code",
        1,
        "projects:project",
        since="launched_on",
    ),
    "projects_listed": Counter(
        _("projects listed to date"),
        _projects_listed,
        "division__code",
        1,
        "projects:project",
        since="listed_on",
        over=AT_ITS_END,
    ),
    "clusters": Counter(
        _("clusters named"), _clusters, "division__code", 1, "projects:cluster", over=SO_FAR
    ),
    "brands": Counter(
        _("brands named"), _brands, "division__code", 1, "projects:brand", over=SO_FAR
    ),
}
"""What an indicator may be counted by; nothing here counts media."""


def over(counted_by: str) -> Text:
    """Which days a counter answers for; what is added up from figures is of the span."""
    counter = COUNTERS.get(counted_by)
    return counter.over if counter else IN_THE_SPAN
