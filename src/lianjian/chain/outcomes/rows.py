"""The rows behind a number, as a list: the records that are counted, or the figures added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Text
from lianjian.ground.ui.pages import Column, Ordering

from . import summing
from .counting import COUNTERS, Counter
from .extent import Extent
from .models import Indicator, Observation
from .totals import LEFT_OUT, why_left_out


@dataclass(frozen=True, slots=True)
class Told:
    """One row: its name and page, its place, since when, how it is known, why it is left out."""

    name: str
    url: str
    place: str
    day: dt.date | None
    grade: int | None = None
    left_out: Text = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows with what a list needs to show, search, sort and export them."""

    rows: ScopedQuerySet[Any]
    told: Callable[[Any], Told]
    orderings: Sequence[Ordering]
    search: Sequence[str]

    @property
    def columns(self) -> list[Column]:
        return [
            Column(_("Name"), lambda row: self.told(row).name),
            Column(_("Place"), lambda row: self.told(row).place),
            Column(_("Since"), lambda row: self.told(row).day or ""),
            Column(_("Left out of the total"), lambda row: self.told(row).left_out),
        ]


def _orderings(counter: Counter) -> list[Ordering]:
    """By place and, where a row says since when, by date."""
    found = [Ordering("place", _("Place"), (counter.at, "pk"))]
    if counter.since:
        found.append(Ordering("date", _("Newest first"), (f"-{counter.since}", "-pk")))
    return found


_BY_COUNTER = {name: _orderings(counter) for name, counter in COUNTERS.items()}
_OF_FIGURES = [
    Ordering("place", _("Place"), ("division__code", "-made_at")),
    Ordering("date", _("Newest first"), ("-made_at", "-pk")),
]
_NAMED = {"accords": ["title"], "villages": ["village__name", "partner__name"]}


def behind(
    indicator: Indicator, scope: Scope, extent: Extent, first: dt.date, last: dt.date
) -> Behind:
    """What stands behind an indicator's number for a place and a span."""
    counter = COUNTERS.get(indicator.counted_by)
    if counter is None:
        rows = summing.of_span(scope, extent, first, last)
        rows = rows.filter(definition__indicator=indicator)
        return Behind(rows, _figure, _OF_FIGURES, ["division__name", "words"])
    return Behind(
        counter.of(scope, extent, first, last),
        lambda row: _record(counter, row),
        _BY_COUNTER[indicator.counted_by],
        _NAMED.get(indicator.counted_by, ["name"]),
    )


def _record(counter: Counter, row: Any) -> Told:
    place = row
    for step in counter.at.split("__")[:-1]:
        place = getattr(place, step) if place is not None else None
    day = getattr(row, counter.since) if counter.since else None
    return Told(str(row), reverse(counter.page, args=[row.pk]), str(place or ""), day)


def _figure(row: Observation) -> Told:
    indicator = row.definition.indicator
    why = why_left_out(indicator, row)
    comparator = f"{row.get_comparator_display()} " if row.comparator else ""
    return Told(
        f"{comparator}{row.shown(indicator)} {row.definition.unit}".strip(),
        reverse("outcomes:observation", args=[row.pk]),
        str(row.division),
        row.period_to or row.period_from or clock.day_of(row.made_at),
        row.grade,
        LEFT_OUT[why] if why else "",
    )
