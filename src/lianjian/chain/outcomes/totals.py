"""What a page may add up: done, confirmed, better known than a word, and never a stated figure."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import money
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places.models import Division

from . import selectors, summing
from .counting import COUNTERS, Counted, count, count_by_part, over
from .extent import OF_ITSELF, Extent, Part
from .life import ObservationState
from .models import Comparator, Indicator, Modality, Observation, StatedFigure
from .summing import Group


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


def total(indicator: Indicator, groups: Iterable[Group]) -> Total:
    """Add the figures of one indicator, as the database has put them together.

    A sum with an "at least" in it is at least; a share is reckoned from all numerators and
    denominators, never from shares.
    """
    groups = list(groups)
    left: Tally[Text] = Tally()
    for one in groups:
        if one.why:
            left[LEFT_OUT[one.why]] += one.count
    kept = [one for one in groups if not one.why]
    out = dict(left)
    if not kept:
        return Total(None, "", left_out=out)
    grade, added = min(one.grade for one in kept), sum(one.count for one in kept)
    if indicator.kind == Indicator.Kind.PERCENTAGE:
        upper, lower = sum(one.numerator for one in kept), sum(one.denominator for one in kept)
        share = f"{100 * upper / lower:.1f}".rstrip("0").rstrip(".") if lower else ""
        return Total(upper, share, "", grade, added, out)
    number = sum(one.value for one in kept)
    return Total(number, shown(indicator, number), _together(kept), grade, added, out)


def shown(indicator: Indicator, number: int) -> str:
    """A whole as people read it; money in yuan."""
    return money.yuan_text(number) if indicator.kind == Indicator.Kind.MONEY else f"{number:,}"


def _together(kept: Iterable[Group]) -> str:
    """The comparator of a sum: exact only when all are; mixed ones are about."""
    said = {one.comparator for one in kept} - {Comparator.EXACT}
    if not said:
        return Comparator.EXACT
    return said.pop() if len(said) == 1 else Comparator.ABOUT


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator of one place: what is stated, what is counted, and what is missing.

    ``stated_below`` is of how many parts of the place a source states it: never their sum.
    """

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
    stated_below: int = 0

    @property
    def missing(self) -> int:
        """How many of the stated ones are not reported yet, where both are plain counts."""
        if self.stated is None or self.stated.value is None or not self.indicator.counted_by:
            return 0
        return max(0, self.stated.value - (self.number or 0))

    @property
    def over(self) -> Text:
        """Which days what is counted answers for: the whole span, or where it ends."""
        return over(self.indicator.counted_by)

    @property
    def is_empty(self) -> bool:
        return self.stated is None and not self.number and not self.left_out


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one part of a place; ``part`` None for what lies in no part of it."""

    part: Part | None
    cell: Cell


def overview(scope: Scope, extent: Extent, first: dt.date, last: dt.date) -> list[Cell]:
    """Every indicator for a place and a span: stated beside counted, never together."""
    said = latest_stated(scope, [extent.division], first, last)
    below = Tally(
        indicator
        for _place, indicator in latest_stated(
            scope, [part.division for part in extent.parts], first, last
        )
    )
    summed = summing.groups(scope, extent, first, last)
    cells = []
    for one in selectors.indicators(scope):
        counter = COUNTERS.get(one.counted_by)
        counted = count(counter, scope, extent, first, last) if counter else None
        cell = _cell(one, said.get((extent.division.pk, one.pk)), counted, summed.get(one.pk, []))
        cells.append(replace(cell, stated_below=below[one.pk]))
    return cells


def one_cell(
    scope: Scope, extent: Extent, indicator: Indicator, first: dt.date, last: dt.date
) -> Cell:
    """The same of one indicator."""
    said = latest_stated(scope, [extent.division], first, last)
    stated = said.get((extent.division.pk, indicator.pk))
    counter = COUNTERS.get(indicator.counted_by)
    if counter is not None:
        return _cell(indicator, stated, count(counter, scope, extent, first, last), [])
    summed = summing.groups(scope, extent, first, last)
    return _cell(indicator, stated, None, summed.get(indicator.pk, []))


def by_part(
    scope: Scope,
    extent: Extent,
    first: dt.date,
    last: dt.date,
    *,
    only: Indicator | None = None,
) -> list[Line]:
    """Each indicator (or one of them) for each part, in the order of the parts' codes, and for
    what lies in none of them. The counted ones of all lines add up to that of the place."""
    indicators = [only] if only is not None else list(selectors.indicators(scope))
    said = latest_stated(scope, [part.division for part in extent.parts], first, last)
    summed = summing.groups_by_part(scope, extent, first, last)
    counts = {
        one.pk: count_by_part(COUNTERS[one.counted_by], scope, extent, first, last)
        for one in indicators
        if one.counted_by in COUNTERS
    }
    lines = []
    for number, part in [*enumerate(extent.parts), (OF_ITSELF, None)]:
        for one in indicators:
            counted = counts[one.pk].get(number, Counted()) if one.pk in counts else None
            counter = COUNTERS.get(one.counted_by)
            if part and counter and counter.is_issued_above(part.division.level):
                counted = None
            stated = said.get((part.division.pk, one.pk)) if part is not None else None
            cell = _cell(one, stated, counted, summed.get((number, one.pk), []))
            if part is not None or not cell.is_empty:
                lines.append(Line(part, cell))
    return lines


def latest_stated(
    scope: Scope, several: Sequence[Division], first: dt.date, last: dt.date
) -> dict[tuple[int, int], StatedFigure]:
    """{(place, indicator): what was stated last of it within the span}."""
    said: dict[tuple[int, int], StatedFigure] = {}
    for one in selectors.stated_of(scope, several, by=last):
        inside = one.period_from is None or one.period_from <= last
        if inside and one.stated_on >= first and one.division_id is not None:
            said.setdefault((one.division_id, one.indicator_id), one)
    return said


def _cell(
    indicator: Indicator,
    said: StatedFigure | None,
    counted: Counted | None,
    groups: Iterable[Group],
) -> Cell:
    """A cell of what was ``counted``, or of the sum of ``groups`` where nothing counts it."""
    definition = indicator.newest
    known = (indicator, definition.text, definition.unit, said)
    stated_shown = "" if said is None else said.shown(indicator)
    if counted is not None:
        number = f"{counted.number:,}"
        return Cell(*known, stated_shown, counted.number, number, "", counted.grade, {})
    summed = total(indicator, groups)
    return Cell(
        *known,
        stated_shown,
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
