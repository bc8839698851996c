"""The published text behind a line of a report: which source it is, entered if it is not there.

A text without an outlet is somebody's own word and no source (mission, M26).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Field, Kind, Line
from lianjian.ground.core.reports import Report
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.traces import Trace

from . import services
from .models import Source

LONGEST = 200
FIELDS = (
    Field("source", _("headline"), synonyms=("来源标题", "报道标题", "出处"), longest=LONGEST),
    Field(
        "outlet",
        _("outlet"),
        synonyms=("媒体", "来源媒体", "发布单位"),
        longest=120,
        help=_("Empty for what somebody writes of their own."),
    ),
    Field("published", _("published on"), Kind.DATE, synonyms=("发布日期", "刊发日期")),
)


@dataclass(frozen=True, slots=True)
class Cited:
    """Which text: its headline, outlet and day, if it has one."""

    title: str
    outlet: str
    published: dt.date | None = None

    def is_of(self, source: Source | None) -> bool:
        return source is not None and (source.title, source.outlet) == (self.title, self.outlet)


def values_of(report: Report) -> dict[str, str]:
    """What a line of a report says of its source, as one would write it into a sheet."""
    if not report.outlet:
        return {}
    title = " ".join(report.title.split())[:LONGEST]
    day = report.published.isoformat() if report.published else ""
    return {"source": title, "outlet": report.outlet, "published": day}


def cited_by(line: Line) -> Cited | None:
    """The source that a line names; None where it names none."""
    title, outlet = line.text("source"), line.text("outlet")
    return Cited(title, outlet, line.values.get("published")) if title and outlet else None


def there(actor: Actor, cited: Cited) -> ScopedQuerySet[Source]:
    """The source itself, where the actor's own place or organisation has taken it already."""
    keeper = {} if actor.division is not None else {"keeper": actor.organisation}
    own = {"division": actor.division} if actor.division is not None else keeper
    rows = Source.within(actor.scope).filter(title=cited.title, outlet=cited.outlet, **own)
    return rows.order_by("pk")


def source_for(actor: Actor, cited: Cited | None, trace: Trace) -> Source | None:
    """The source that a line names, entered if it is new; ``trace`` is told of a new one."""
    if cited is None:
        return None
    if found := there(actor, cited).first():
        return found
    made = services.enter_source(
        actor, title=cited.title, outlet=cited.outlet, published_on=cited.published
    )
    trace.made([made])
    return made
