"""The overview below its numbers: by work area, over a year, and what is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.chain.accords import selectors as accords
from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.life import ListingState
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import contacts
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.projects import selectors as projects
from lianjian.chain.registry import selectors as registry
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places.codes import Level
from lianjian.ground.ui.charts import Panel, Point

from .extent import Extent
from .villages import Chart

MONTHS = 12
SILENT = 6
"""Months after which a pairing of which nothing is recorded is named."""

SOON = dt.timedelta(days=60)
"""Postings that end within these days, and which nobody takes over, are named."""

NAMED = 3
"""Matters of a kind that are named; how many there are is said, and a list has all of them."""


# -- by work area --


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One work area: needs of the place by how far they are, and offers that the reader may read
    (None where the page is not of the reader's own place)."""

    area: str
    words: Text
    open: int
    matched: int
    met: int
    offers: int | None


def by_area(scope: Scope, extent: Extent, *, own: bool) -> list[AreaLine]:
    """Needs and offers by the six work areas, in the order of those."""
    needs = exchange.needs(scope).listed().filter(extent.inside("branch__host__affiliation__code"))
    wanted = exchange.tally(needs, "area")
    given = exchange.tally(exchange.offers(scope).listed(), "area") if own else {}
    return [
        AreaLine(
            area,
            words,
            wanted.get((area, ListingState.OPEN), 0),
            wanted.get((area, ListingState.MATCHED), 0),
            wanted.get((area, ListingState.MET), 0),
            given.get((area, ListingState.OPEN), 0) if own else None,
        )
        for area, words in WorkArea.choices
    ]


# -- over a year --


@dataclass(frozen=True, slots=True)
class Year:
    """The villages with a live pairing at the end of each of the last months, part by part."""

    panels: list[Panel]
    first: dt.date
    last: dt.date


def over_a_year(extent: Extent, chart: Chart, last: dt.date) -> Year:
    """One query for all parts and months; parts in the order of their codes, each with its last
    number beside all of its villages."""
    days = month_ends(last)
    month = {
        f"month_{number}": Count(
            "village",
            distinct=True,
            filter=Q(live_since__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day)),
        )
        for number, day in enumerate(days)
    }
    at = "village__host__affiliation__code"
    begun = pairing.pairings(extent.scope).listed().filter(extent.inside(at))
    begun = begun.filter(live_since__isnull=False)
    rows: Any = begun.order_by().annotate(part=extent.part(at))
    found = {one["part"]: one for one in rows.values("part").annotate(**month)}
    totals = {one.division.pk: one.total for one in chart.tracts if one.division}
    panels = []
    for number, part in enumerate(extent.parts):
        known: dict[str, Any] = found.get(number, {})
        points = [
            Point(f"{day:%Y-%m}", known.get(f"month_{at_month}", 0))
            for at_month, day in enumerate(days)
        ]
        now, all_of_them = points[-1].value, totals.get(part.division.pk, 0)
        panels.append(Panel(f"{part.division.name} {now}／{all_of_them}", points))
    return Year(panels, days[0], days[-1])


def month_ends(last: dt.date) -> list[dt.date]:
    """The last days of the eleven months before ``last``, and ``last`` itself."""
    days = [last]
    for _month in range(MONTHS - 1):
        days.append(days[-1].replace(day=1) - dt.timedelta(days=1))
    return days[::-1]


# -- what is late --


@dataclass(frozen=True, slots=True)
class LateMatter:
    """One thing that is late: what, its page, and since when."""

    words: str
    url: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Late:
    """Everything of one kind that is late: how many, the first few, and where all of them are."""

    words: Text
    number: int
    matters: Sequence[LateMatter]
    url: str


def late(extent: Extent) -> list[Late]:
    """What is late in a place, kind by kind; kinds of which there is nothing are left out."""
    today, scope = clock.today(), extent.scope
    yesterday = today - dt.timedelta(days=1)
    found = [
        _late(
            gettext_lazy("Clauses past their day"),
            accords.promises_due(scope, until=yesterday),
            lambda one: LateMatter(
                f"{one.version.accord} · {one.heading}",
                reverse("accords:clause", args=[one.pk]),
                one.due,
            ),
            reverse("accords:accords") + "?state=active",
        ),
        _late(
            gettext_lazy("Leading groups that are still planned"),
            accords.groups_past_due(scope, on=today),
            lambda one: LateMatter(
                str(one), reverse("accords:leading_group", args=[one.pk]), one.due
            ),
            reverse("accords:leading_groups") + "?state=planned&sort=due",
        ),
        _late(
            gettext_lazy("Milestones of projects past their day"),
            projects.milestones_late(scope, on=today),
            lambda one: LateMatter(
                f"{one.project} · {one}",
                reverse("projects:project", args=[one.project_id]),
                one.due,
            ),
            reverse("projects:projects") + "?state=under_way",
        ),
        _late(
            gettext_lazy("Postings that end within two months, nobody takes over yet"),
            registry.postings_that_end(scope, by=today + SOON),
            lambda one: LateMatter(
                str(one.branch), reverse("registry:branch", args=[one.branch_id]), one.ends
            ),
            reverse("registry:postings") + "?sort=ends",
        ),
        *_silent(extent, today),
    ]
    return [one for one in found if one.number]


def _late(words: Text, rows: Any, told: Any, url: str) -> Late:
    first = list(rows[: NAMED + 1])
    number = len(first) if len(first) <= NAMED else rows.count()
    return Late(words, number, [told(one) for one in first[:NAMED]], url)


def _silent(extent: Extent, today: dt.date) -> list[Late]:
    """Pairings of which nothing has been recorded for half a year; above a county there are too
    many to look at each of them."""
    if extent.level in (Level.CITY, Level.PROVINCE):
        return []
    rows = pairing.standing_pairings(extent.scope).listed()
    rows = rows.filter(extent.inside("village__host__affiliation__code"))
    pairs = list(rows.order_by("village__host__affiliation__code", "pk"))
    last = contacts.last_contacts(pairs)
    silent = [one for one in pairs if contacts.months_between(last[one.pk], today) >= SILENT]
    matters = [
        LateMatter(str(one), reverse("pairing:pairing", args=[one.pk]), last[one.pk])
        for one in silent[:NAMED]
    ]
    words = _("Pairings of which nothing is recorded for half a year")
    return [Late(words, len(silent), matters, reverse("pairing:coverage"))]
