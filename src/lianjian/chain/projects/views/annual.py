"""The annual list of an issuer and a year: page, sheet, Word file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division
from lianjian.ground.sheets.marking import XLSX
from lianjian.ground.ui.pages import page
from lianjian.ground.ui.word import WORD

from .. import annual as lists
from .. import selectors
from ..models import Project
from ..showing import MARKS

FIRST_YEAR = 1978


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose list, of which year, with what it says of both indicators."""

    issuer: Division | Organisation
    year: int
    title: str
    under: str
    projects: Sequence[Project]


def _asked(request: Request) -> Asked | None:
    issuer = _issuer(request)
    if issuer is None:
        return None
    today = clock.today()
    typed = request.GET.get("year", "")
    known = typed.isdecimal() and FIRST_YEAR <= int(typed) <= today.year + 1
    year = int(typed) if known else today.year
    rows = list(selectors.annual_list(request.actor.scope, issuer, year))
    return Asked(
        issuer,
        year,
        lists.title(issuer, year),
        lists.under(request.actor, issuer, year, min(today, dt.date(year, 12, 31))),
        rows,
    )


def _issuer(request: Request) -> Division | Organisation | None:
    """The issuer that was asked for, if the reader sees a project of it; else their own."""
    actor = request.actor
    kind, _dash, key = request.GET.get("of", "").partition("-")
    if key.isdecimal() and (kind, int(key)) in selectors.issuers(actor.scope):
        if kind == "o":
            return selectors.issuing_body(actor.scope, int(key))
        return places.division(int(key))
    if actor.division is not None:
        return places.county_around(places.division(actor.division))
    body = organisations.own(actor)
    if body is not None and body.affiliation is not None:
        return places.county_around(body.affiliation)
    return body


@require_GET
def annual(request: Request) -> HttpResponse:
    asked = _asked(request)
    today = clock.today()
    years = sorted({today.year, today.year + 1, *selectors.years(request.actor.scope)})
    return page(
        request,
        "projects/annual.html",
        asked=asked,
        years=list(reversed(years)),
        issuers=selectors.named_issuers(request.actor.scope),
        marks=MARKS,
        query=request.GET.urlencode(),
    )


@require_GET
def sheet(request: Request) -> HttpResponse:
    return _file(request, lists.as_sheet, XLSX, "xlsx")


@require_GET
def document(request: Request) -> HttpResponse:
    return _file(request, lists.as_word, WORD, "docx")


def _file(
    request: Request,
    make: Callable[[str, str, Sequence[Project]], bytes],
    kind: str,
    ending: str,
) -> HttpResponse:
    must_be_fresh(request.actor)
    asked = _asked(request)
    title, under = (asked.title, asked.under) if asked else (str(_("Annual list")), "")
    made = make(title, under, asked.projects if asked else ())
    name = f"annual-list-{asked.year if asked else ''}.{ending}"
    return HttpResponse(
        made,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
