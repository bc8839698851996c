"""What a page may add up: done, confirmed, better known than a word, and never a stated figure."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import money
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places.models import Division

from . import selectors
from .counting import COUNTERS
from .life import ObservationState
from .models import Comparator, Indicator, Modality, Observation, StatedFigure


@dataclass(frozen=True, slots=True)
class Total:
    """A sum (or a share of sums) with its comparator, the lowest grade of what it added, and what
    it left out with the reason. ``number`` None: nothing could be added."""

    number: int | None
    shown: str
    comparator: str = ""
    grade: int | None = None
    added: int = 0
    left_out: dict[Text, int] = field(default_factory=dict)


LEFT_OUT: dict[str, Text] = {
    "corrected": _("corrected"),
    "withdrawn": _("withdrawn"),
    "returned": _("returned"),
    "waiting": _("not confirmed yet"),
    "not_done": _("not done: planned, intended or hoped for"),
    "word": _("known too little"),
    "unknown": _("without a number"),
    "baseline": _("an increase that does not say against when"),
}


def why_left_out(indicator: Indicator, one: Observation) -> str:
    """Why a figure does not enter a total; empty when it does."""
    if one.state in (
        ObservationState.CORRECTED,
        ObservationState.WITHDRAWN,
        ObservationState.RETURNED,
    ):
        return str(one.state)
    if one.state != ObservationState.CONFIRMED:
        return "waiting"
    if one.modality != Modality.DONE:
        return "not_done"
    if one.grade < indicator.lowest_grade:
        return "word"
    if one.value is None and not one.denominator:
        return "unknown"
    if indicator.is_increase and not one.baseline:
        return "baseline"
    return ""


def total(indicator: Indicator, rows: Iterable[Observation]) -> Total:
    """Add the figures of one indicator. A sum with a "at least" in it is at least; a share is
    reckoned from all numerators and denominators, never from shares."""
    left: Tally[str] = Tally()
    kept = []
    for one in rows:
        if why := why_left_out(indicator, one):
            left[why] += 1
        else:
            kept.append(one)
    out = {LEFT_OUT[why]: number for why, number in left.items()}
    if not kept:
        return Total(None, "", left_out=out)
    grade = min(one.grade for one in kept)
    if indicator.kind == Indicator.Kind.PERCENTAGE:
        upper = sum(one.numerator or 0 for one in kept)
        lower = sum(one.denominator or 0 for one in kept)
        share = f"{100 * upper / lower:.1f}".rstrip("0").rstrip(".")
        return Total(upper, share, "", grade, len(kept), out)
    number = sum(one.value or 0 for one in kept)
    shown = money.yuan_text(number) if indicator.kind == Indicator.Kind.MONEY else f"{number:,}"
    return Total(number, shown, _together(kept), grade, len(kept), out)


def _together(kept: Iterable[Observation]) -> str:
    """The comparator of a sum: exact only when all are; mixed ones are about."""
    said = {one.comparator for one in kept} - {Comparator.EXACT}
    if not said:
        return Comparator.EXACT
    return said.pop() if len(said) == 1 else Comparator.ABOUT


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator on the overview: what is stated, what is counted, and what is missing."""

    indicator: Indicator
    definition: str
    unit: str
    stated: StatedFigure | None
    stated_shown: str
    number: int | None
    shown: str
    comparator: str
    grade: int | None
    left_out: dict[Text, int]

    @property
    def missing(self) -> int:
        """How many of the stated ones are not reported yet, where both are plain counts."""
        if self.stated is None or self.stated.value is None or not self.indicator.counted_by:
            return 0
        return max(0, self.stated.value - (self.number or 0))

    @property
    def is_empty(self) -> bool:
        return self.stated is None and not self.number and not self.left_out


def overview(scope: Scope, place: Division, first: dt.date, last: dt.date) -> list[Cell]:
    """Every indicator for a place and a span: stated beside counted, never together."""
    said: dict[int, StatedFigure] = {}
    for one in selectors.stated(scope, place, by=last):
        inside = one.period_from is None or one.period_from <= last
        if inside and one.stated_on >= first:
            said.setdefault(one.indicator_id, one)
    rows: dict[int, list[Observation]] = {}
    for observed in selectors.of_place(scope, place):
        if _in_span(observed, first, last):
            rows.setdefault(observed.definition.indicator_id, []).append(observed)
    return [
        _cell(scope, place, one, said.get(one.pk), rows.get(one.pk, []), first, last)
        for one in selectors.indicators(scope)
    ]


def _in_span(one: Observation, first: dt.date, last: dt.date) -> bool:
    begins, ends = one.period_from or one.period_to, one.period_to or one.period_from
    if begins is None or ends is None:
        return first <= one.made_at.date() <= last
    return begins <= last and ends >= first


def _cell(
    scope: Scope,
    place: Division,
    indicator: Indicator,
    said: StatedFigure | None,
    rows: list[Observation],
    first: dt.date,
    last: dt.date,
) -> Cell:
    definition = indicator.newest
    shown_said = "" if said is None else said.shown(indicator)
    if indicator.counted_by in COUNTERS:
        counted = COUNTERS[indicator.counted_by][1](scope, place, first, last)
        grade = counted.grade
        return Cell(
            indicator,
            definition.text,
            definition.unit,
            said,
            shown_said,
            counted.number,
            f"{counted.number:,}",
            "",
            grade,
            {},
        )
    summed = total(indicator, rows)
    return Cell(
        indicator,
        definition.text,
        definition.unit,
        said,
        shown_said,
        summed.number,
        summed.shown,
        summed.comparator,
        summed.grade,
        summed.left_out,
    )


def contradictions(cells: Iterable[Cell]) -> list[Text]:
    """What cannot be: more launched this year than ever were listed (16 ≤ 18)."""
    found: list[Text] = []
    by_code = {cell.indicator.code: cell for cell in cells}
    new, listed = by_code.get("projects_new"), by_code.get("projects_listed")
    if new is None or listed is None:
        return found
    if (new.number or 0) > (listed.number or 0):
        found.append(_("More projects are new than were ever listed: look at their dates."))
    said_new, said_listed = new.stated, listed.stated
    if said_new and said_listed and (said_new.value or 0) > (said_listed.value or 0):
        found.append(_("What is stated cannot be: more new projects than listed ones."))
    return found
