"""A place's figures: the overview, each of its numbers by part and row by row, and the sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from lianjian.chain.accords.policy import issuer_of
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places import mapping
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import Level
from lianjian.ground.places.models import Division
from lianjian.ground.sheets.marking import XLSX
from lianjian.ground.ui.pages import Listing, page

from .. import overview_panels, overview_sheet, policy, rows, selectors, totals, villages
from ..counting import COUNTERS
from ..extent import Extent, asked_place
from ..forms import SpanForm
from ..models import Indicator


@dataclass(frozen=True, slots=True)
class Asked:
    """Which place and which days a reader asks about.

    ``in_care``: the whole place is in the reader's care, so that what they see of it is all there
    is. ``own``: it is the place that they see first.
    """

    extent: Extent
    first: dt.date
    last: dt.date
    in_care: bool
    own: bool
    form: SpanForm

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        return self.first, self.last

    @property
    def query(self) -> str:
        """What a link adds to stay with these days."""
        return f"first={self.first:%Y-%m-%d}&last={self.last:%Y-%m-%d}"


def asked(request: Request) -> Asked | None:
    """What the address asks about; None for a reader without a place."""
    scope, own = request.actor.scope, _own_place(request.actor)
    place = asked_place(scope, own, request.GET.get("place", ""))
    first, last, form = span_of(request)
    if place is None:
        return None
    return Asked(Extent.of(place), first, last, scope.covers(place.code), place == own, form)


def span_of(request: Request) -> tuple[dt.date, dt.date, SpanForm]:
    """The days that are asked about: this year so far, if none are, or no days."""
    today = clock.today()
    first, last = dt.date(today.year, 1, 1), today
    typed = request.GET if {"first", "last"} & set(request.GET) else None
    form = SpanForm(typed, initial={"first": first, "last": last})
    if typed and form.is_valid():
        first, last = sorted((form.cleaned_data["first"], form.cleaned_data["last"]))
    return first, last, form


def _own_place(actor: Actor) -> Division | None:
    """The place whose figures a reader sees first: their own division, or their body's county."""
    if actor.division is not None:
        return places.own_county(places.division(actor.division))
    body = organisations.own(actor)
    return places.own_county(body.affiliation) if body and body.affiliation else None


@require_GET
def overview(request: Request) -> HttpResponse:
    found = asked(request)
    if found is None:
        first, last, form = span_of(request)
        return page(request, "outcomes/overview.html", first=first, last=last, form=form)
    scope, extent = request.actor.scope, found.extent
    cells = totals.overview(scope, extent, *found.span)
    return page(
        request,
        "outcomes/overview.html",
        asked=found,
        place=extent.division,
        first=found.first,
        last=found.last,
        form=found.form,
        levels=[
            (words, [cell for cell in cells if cell.indicator.level == level])
            for level, words in Indicator.Level.choices
        ],
        other_years=[
            year
            for year in selectors.stated_years(scope, extent.division)
            if not found.first.year <= year <= found.last.year
        ],
        contradictions=totals.contradictions(cells),
        above=_above(request.actor, extent.division),
        may_state=found.own and issuer_of(request.actor) is not None,
        may_report=policy.may_report_some(request.actor),
        **_panels(request.actor, found),
    )


def _panels(actor: Actor, found: Asked) -> dict[str, Any]:
    """Villages, work areas, the year and what is late: for whoever has the whole place in their
    care. Of a place that one sees in part they would say what is not so."""
    if not found.in_care:
        return {}
    extent = found.extent
    chart = villages.chart(extent)
    return {
        "chart": chart,
        "stages": list(villages.Stage),
        "by_division": {one.division.pk: one for one in chart.tracts if one.division},
        "outline": places.outline(extent.division) if chart.by_village else None,
        "drawing": _drawing(extent, chart),
        "areas": overview_panels.by_area(actor.scope, extent, own=found.own),
        "year": overview_panels.over_a_year(extent, chart, found.last) if extent.parts else None,
        "late": overview_panels.late(extent),
    }


def _drawing(extent: Extent, chart: villages.Chart) -> mapping.Drawing | None:
    """The parts of a city or province on a map, where every one of them has an outline."""
    if chart.by_village:
        return None
    outlines = places.outlines([part.division for part in extent.parts])
    return mapping.together(outlines) if len(outlines) == len(extent.parts) else None


def _above(actor: Actor, place: Division) -> Division | None:
    """The place that this one lies in, if it is in the reader's area too."""
    above = place.parent
    return above if above is not None and actor.scope.covers(above.code) else None


@require_GET
def by_place(request: Request, code: str) -> HttpResponseBase:
    """One indicator part by part, and the rows behind the number."""
    indicator = selectors.indicator(request.actor.scope, code)
    found = asked(request)
    if found is None:
        return page(request, "outcomes/by_place.html", indicator=indicator)
    scope, extent = request.actor.scope, found.extent
    behind = rows.behind(indicator, scope, extent, *found.span)
    listing: Listing[Any] = Listing(
        request,
        behind.rows,
        orderings=behind.orderings,
        search=behind.search,
        columns=behind.columns,
    )
    if listing.wants_csv:
        return listing.csv(f"{indicator.code}-{extent.division.digits}")
    return page(
        request,
        "outcomes/by_place.html",
        indicator=indicator,
        asked=found,
        place=extent.division,
        lines=totals.by_part(scope, extent, *found.span, only=indicator),
        whole=totals.one_cell(scope, extent, indicator, *found.span),
        listing=listing,
        shown=[behind.told(row) for row in listing.page],
        counter=COUNTERS.get(indicator.counted_by),
        above=_above(request.actor, extent.division),
        opens=extent.level in (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN),
    )


@require_GET
def sheet(request: Request) -> HttpResponse:
    """The overview as a sheet: every indicator of the place and of each of its parts."""
    must_be_fresh(request.actor)
    found = asked(request)
    if found is None:
        made = overview_sheet.empty()
        name = "overview"
    else:
        chart = villages.chart(found.extent) if found.in_care else None
        made = overview_sheet.written(request.actor.scope, found.extent, *found.span, chart)
        name = f"overview-{found.extent.division.digits}"
    return HttpResponse(
        made,
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.xlsx"',
            "Cache-Control": "private, no-store",
        },
    )
