from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.commands import COMMANDS
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page

from . import news as reading
from . import policy, selectors, telling
from .models import Line

NEWEST = Ordering("newest", _("Newest first"), ("-seq",))
OLDEST = Ordering("oldest", _("Oldest first"), ("seq",))

_COLUMNS = [
    Column(_("Line"), lambda line: line.seq),
    Column(_("When"), lambda line: timezone.localtime(line.at).isoformat(timespec="seconds")),
    Column(_("Role"), lambda line: line.role),
    Column(_("What"), lambda line: telling.word_for(line.verb)),
    Column(_("Verb"), lambda line: line.verb),
    Column(_("Subject"), lambda line: line.subject),
    Column(_("Digest"), lambda line: line.digest),
]


def lines(request: Request) -> HttpResponseBase:
    """The journal, newest first, for those who watch over it."""
    verdict = policy.may_read(request.actor)
    if isinstance(verdict, Denied):
        raise verdict
    first, last = (_day(request, key) for key in ("from", "to"))
    listing = Listing(
        request,
        _between(selectors.lines(request.actor.scope), first, last),
        orderings=[NEWEST, OLDEST],
        filters=[Choice("verb", _("What"), _verbs())],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("journal")
    number, head = selectors.head()
    told = telling.told(listing.page.object_list)
    context: dict[str, Any] = {"told": told, "first": first, "last": last}
    context |= {"number": number, "head": head}
    return page(request, "journal/lines.html", listing=listing, **context)


WINDOWS = (7, 30, 90)
"""Days of news that a reader may choose from."""


def news(request: Request) -> HttpResponseBase:
    """What others did lately to records that concern the reader, a day at a time."""
    if request.actor.post is None:
        raise Denied(_("Sign in to see what happened to your records."))
    asked = request.GET.get("days", "")
    days = int(asked) if asked.isdecimal() and int(asked) in WINDOWS else WINDOWS[0]
    entries = reading.news_for(request.actor, days=days)
    return page(
        request,
        "journal/news.html",
        days=list(reading.by_day(entries)),
        chosen=days,
        windows=WINDOWS,
    )


MOST_LATELY = 5
"""Records that the page *today* names; the rest is one touch away."""


def lately(request: Request) -> HttpResponseBase:
    """The newest news as a part of the page *today*, which fetches it when it stands."""
    if request.actor.post is None:
        raise Denied(_("Sign in to see what happened to your records."))
    entries = list(reading.folded(reading.news_for(request.actor, days=WINDOWS[0])))[:MOST_LATELY]
    return page(request, "journal/lately.html", entries=entries)


def _verbs() -> list[tuple[str, Any]]:
    return sorted(((verb, telling.word_for(verb)) for verb in COMMANDS), key=lambda one: one[0])


def _day(request: Request, key: str) -> dt.date | None:
    try:
        return parse_date(request.GET.get(key, ""))
    except ValueError:
        return None


def _between(rows: QuerySet[Line], first: dt.date | None, last: dt.date | None) -> QuerySet[Line]:
    """Lines of whole days where the county is; an open end stays open."""
    if first:
        rows = rows.filter(at__gte=_midnight(first))
    if last:
        rows = rows.filter(at__lt=_midnight(last + dt.timedelta(days=1)))
    return rows


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
