"""The days that a report's date comes to, and how its year is known, in words for a person.

A year that the text does not give is never passed over in silence: it is inferred with a sentence
that says so, or it is asked for (mission, section 3: show the inference).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .reports import Report, Said

_UNTIL = re.compile("^(?:截至|截止|到|至)")
_NOW = re.compile("^(?:截至)?(?:目前|现在|日前|近日|如今)$")
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when, each None where nobody knows; ``how`` is empty where the text says it."""

    first: dt.date | None = None
    last: dt.date | None = None
    how: str = ""

    @property
    def is_known(self) -> bool:
        return self.last is not None


def days_of(report: Report, date: Said) -> Days:
    """What a date fact comes to: a month is its days, 截至 has an end alone, 目前 is the day of
    publication where that is known."""
    if _NOW.match(date.text):
        if report.published is None:
            return Days()
        how = _("“%(words)s” is the day of publication") % {"words": _bare(date)}
        return Days(last=report.published, how=how)
    if not isinstance(date.value, str):
        return Days()
    first, _slash, last = date.value.partition("/")
    begins, ends = _edge(first, at_end=False), _edge(last or first, at_end=True)
    if _UNTIL.match(date.text) and not last:
        begins = None
    return Days(begins, ends, _how(report, date))


def period_of(report: Report, fact: Said) -> Days | None:
    """The days that a fact is told of; None where its sentence says no time at all."""
    words = fact.more.get("period")
    said = [one for one in report.beside(fact, "date") if one.text == words]
    return days_of(report, said[-1]) if said else None


def day_of(report: Report, fact: Said) -> Days | None:
    """The last day that is said before a thing in its sentence, else the first behind it."""
    said = list(report.beside(fact, "date"))
    before = [one for one in said if one.end <= fact.start]
    chosen = before[-1:] or said[:1]
    return days_of(report, chosen[0]) if chosen else None


def _edge(iso: str, *, at_end: bool) -> dt.date | None:
    found = _ISO.fullmatch(iso)
    if found is None:
        return None
    year, month, day = (int(one) if one else 0 for one in found.groups())
    if not month:
        month = 12 if at_end else 1
    if not day:
        day = calendar.monthrange(year, month)[1] if at_end else 1
    return dt.date(year, month, day)


def _bare(date: Said) -> str:
    return date.text.strip("“”")


def _how(report: Report, date: Said) -> str:
    """How the year is known, as the text's reader tells it, in a person's words."""
    told = str(date.more.get("inference") or "")
    if told in ("", "said"):
        return ""
    if told == "from the publication date" and report.published is not None:
        return _("“%(words)s”: the year is that of the publication, %(day)s") % {
            "words": _bare(date),
            "day": report.published.isoformat(),
        }
    known = {
        "from a date in the text": _("the year is from another date in the text"),
        "from the year in the text": _("the year is the one that the text names"),
        "from the date before it": _("the year is that of the date before it"),
    }
    why = known.get(told) or _("the year follows from “%(words)s”") % {
        "words": told.removeprefix("from ")
    }
    return f"“{_bare(date)}”：{why}"
