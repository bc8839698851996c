"""The annual list of an issuer (M36) as a sheet and as a Word file: what the page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianjian.ground.core import money
from lianjian.ground.core.actors import Actor
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division
from lianjian.ground.sheets.writing import written as sheet
from lianjian.ground.ui import word
from lianjian.ground.ui.days import day_and_year

from . import selectors
from .models import Project


def heads() -> list[str]:
    return [
        _("no."),
        _("project"),
        _("place that benefits"),
        _("parties"),
        _("work area"),
        _("kind"),
        _("tier"),
        _("listed on"),
        _("under way since"),
        _("state"),
        _("budget, yuan"),
    ]


def rows(projects: Sequence[Project]) -> list[list[str]]:
    """One row a project, all of it text."""
    return [
        [
            str(number),
            one.name,
            str(one.division),
            "、".join(str(party) for party in one.parties.all()),
            one.get_area_display(),
            one.get_kind_display(),
            one.get_tier_display(),
            _day(one.listed_on),
            _day(one.launched_on),
            one.get_state_display(),
            "" if one.budget is None else money.yuan_text(one.budget),
        ]
        for number, one in enumerate(projects, start=1)
    ]


def _day(day: dt.date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def title(issuer: Division | Organisation, year: int) -> str:
    return _("%(issuer)s: annual list of joint projects %(year)s") % {
        "issuer": issuer,
        "year": year,
    }


def under(actor: Actor, issuer: Division | Organisation, year: int, on: dt.date) -> str:
    """Both indicators, each with its own words: they are never added."""
    place = issuer if isinstance(issuer, Division) else None
    return _("As of %(day)s. New in %(year)s: %(new)d. Listed to date: %(listed)d.") % {
        "day": day_and_year(on),
        "year": year,
        "new": selectors.new_in(actor.scope, place, year).listed().count(),
        "listed": selectors.listed_to_date(actor.scope, place, on).listed().count(),
    }


def as_sheet(name: str, note: str, projects: Sequence[Project]) -> bytes:
    return sheet(name, heads(), rows(projects), note=note)


def as_word(name: str, note: str, projects: Sequence[Project]) -> bytes:
    document = word.paper(name, note, sideways=True)
    widths = (1.0, 4.2, 2.4, 4.4, 1.8, 1.8, 1.4, 2.2, 2.2, 1.6, 1.9)
    word.table(document, heads(), rows(projects), widths=widths)
    return word.written(document)
