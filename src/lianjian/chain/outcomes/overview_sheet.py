"""The overview as a sheet: stated and counted in columns of their own, place by place."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.sheets.writing import written as sheet
from lianjian.ground.ui.days import day_and_year

from . import totals
from .extent import Extent
from .models import Comparator
from .totals import Cell
from .villages import Chart, Tract


def heads() -> list[str]:
    return [
        _("Place"),
        _("Indicator"),
        _("Unit"),
        _("Stated"),
        _("Stated on"),
        _("Source"),
        _("Counted"),
        _("Counted over"),
        _("Evidence grade"),
        _("Not reported yet"),
        _("Left out of the total"),
    ]


def written(
    scope: Scope, extent: Extent, first: dt.date, last: dt.date, chart: Chart | None
) -> bytes:
    """The place itself first, then its parts in the order of their codes; .xlsx."""
    name = extent.division.name
    rows = [_row(name, cell) for cell in totals.overview(scope, extent, first, last)]
    if chart is not None:
        rows += _villages(name, chart.whole)
        for tract in chart.tracts if len(chart.tracts) > 1 else ():
            rows += _villages(str(tract.division or name), tract)
    rows += [
        _row(line.part.division.name if line.part else _of_itself(name), line.cell)
        for line in totals.by_part(scope, extent, first, last)
        if not line.cell.is_empty
    ]
    title = _("Partnership in %(name)s") % {"name": name}
    note = _(
        "%(from)s to %(to)s. Stated and counted are never added; "
        "totals add only what is done, confirmed and shown."
    ) % {"from": day_and_year(first), "to": day_and_year(last)}
    return sheet(title, heads(), rows, note=note)


def empty() -> bytes:
    """A sheet for a reader who has no place to look at."""
    return sheet(_("Outcomes"), heads(), [], note=_("No place to look at"))


def _of_itself(name: str) -> str:
    return _("%(name)s itself, in none of its parts") % {"name": name}


def _row(place: str, cell: Cell) -> list[str]:
    said = cell.stated
    return [
        place,
        cell.indicator.name,
        cell.unit,
        _number(said.comparator, cell.stated_shown) if said else "",
        f"{said.stated_on:%Y-%m-%d}" if said else "",
        str(said.source or "") if said else "",
        "" if cell.number is None else _number(cell.comparator, cell.shown),
        "" if cell.number is None else str(cell.over),
        "" if cell.grade is None else str(cell.grade),
        str(cell.missing) if cell.missing else "",
        "；".join(f"{many} {why}" for why, many in cell.left_out.items()),
    ]


def _number(comparator: str, shown: str) -> str:
    words = str(Comparator(comparator).label) if comparator else ""
    return f"{words} {shown}".strip()


def _villages(place: str, tract: Tract) -> list[list[str]]:
    """How many villages are how far, as rows of the same columns."""
    return [
        [place, _("Villages: %(state)s") % {"state": stage.words}, "", "", "", "", str(many)]
        + [""] * 4
        for stage, many in tract.counted
    ]
