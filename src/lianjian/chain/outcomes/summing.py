"""Reported figures added by the database: one query for all indicators of a place and its parts.

What enters a total and why another does not is decided by ``totals.why_left_out``; here the same
is said in SQL, and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Min, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from . import selectors
from .extent import Extent
from .life import ObservationState
from .models import Modality, Observation

_OVER = (ObservationState.CORRECTED, ObservationState.WITHDRAWN, ObservationState.RETURNED)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that have the same comparator and the same reason (none) for being left out.

    ``value``, ``numerator`` and ``denominator`` are sums, ``grade`` is the lowest.
    """

    why: str
    comparator: str
    count: int
    value: int
    numerator: int
    denominator: int
    grade: int


def why() -> Case:
    """Why a figure does not enter a total, empty when it does: ``why_left_out`` as SQL."""
    return Case(
        When(state__in=_OVER, then=F("state")),
        When(~Q(state=ObservationState.CONFIRMED), then=Value("waiting")),
        When(~Q(modality=Modality.DONE), then=Value("not_done")),
        When(grade__lt=F("definition__indicator__lowest_grade"), then=Value("word")),
        When(Q(value=None) & (Q(denominator=None) | Q(denominator=0)), then=Value("unknown")),
        When(definition__indicator__is_increase=True, baseline="", then=Value("baseline")),
        default=Value(""),
        output_field=CharField(),
    )


def of_span(
    scope: Scope, extent: Extent, first: dt.date, last: dt.date
) -> ScopedQuerySet[Observation]:
    """The figures of a place whose span of time meets these days."""
    rows = selectors.observations(scope).filter(extent.inside("division__code"))
    spanned: Any = rows.alias(
        begins=Coalesce("period_from", "period_to"), ends=Coalesce("period_to", "period_from")
    )
    meets = Q(begins__lte=last, ends__gte=first)
    undated = Q(begins=None, made_at__date__gte=first, made_at__date__lte=last)
    found: ScopedQuerySet[Observation] = spanned.filter(meets | undated)
    return found


_SUMS: dict[str, Any] = {
    "rows": Count("pk"),
    "whole": Sum("value", default=0),
    "upper": Sum("numerator", default=0),
    "lower": Sum("denominator", default=0),
    "least": Min("grade"),
}


def groups(scope: Scope, extent: Extent, first: dt.date, last: dt.date) -> dict[int, list[Group]]:
    """{indicator: the groups of its figures in a place}."""
    found: dict[int, list[Group]] = {}
    for one in _grouped(of_span(scope, extent, first, last), {"why": why()}):
        found.setdefault(one["definition__indicator"], []).append(_group(one))
    return found


def groups_by_part(
    scope: Scope, extent: Extent, first: dt.date, last: dt.date
) -> dict[tuple[int, int], list[Group]]:
    """{(part, indicator): the groups of its figures}."""
    found: dict[tuple[int, int], list[Group]] = {}
    by = {"why": why(), "part": extent.part("division__code")}
    for one in _grouped(of_span(scope, extent, first, last), by):
        key = one["part"], one["definition__indicator"]
        found.setdefault(key, []).append(_group(one))
    return found


def _grouped(rows: ScopedQuerySet[Observation], by: dict[str, Any]) -> Iterable[dict[str, Any]]:
    several: Any = rows.listed().order_by()
    keys = ("definition__indicator", "comparator", *by)
    grouped: Iterable[dict[str, Any]] = several.annotate(**by).values(*keys).annotate(**_SUMS)
    return grouped


def _group(one: dict[str, Any]) -> Group:
    numbers = (int(one[name]) for name in ("rows", "whole", "upper", "lower", "least"))
    return Group(one["why"], one["comparator"], *numbers)
