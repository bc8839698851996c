"""The day a text is told from, and the years that it says its months are in."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ..numbers import numerals
from . import date_words as words

BORN = 1921


@dataclass(frozen=True, slots=True)
class Date:
    """A date where it stands: ISO value or None, its sort, how its year is known."""

    start: int
    end: int
    value: str | None
    sort: str
    inference: str


@dataclass(frozen=True, slots=True)
class Base:
    """The day a text is told from, and how that is known."""

    day: dt.date | None
    whence: str
    year: int | None = None
    """The year that the text tells of, where that is another one or all that is known."""
    quarter: str | None = None
    """The quarter that its head names."""
    month: dt.date | None = None
    """A day of the month that its head names, where that is the one before it is told: the month
    that 当月 and 下月 are counted from."""

    @property
    def known_year(self) -> int | None:
        """The year that months without one are in."""
        return self.year or (self.day.year if self.day else None)


def base_of(text: str, published: dt.date | None) -> Base:
    """Publication date, else the latest full date of the text, else the one year it names, else an
    anniversary's year. A title that tells of a year (2024年工作总结) tells it for the months."""
    titled = words.TITLE_YEAR.search(text[: text.find("\n") if "\n" in text else len(text)])
    quarter = words.TITLE_QUARTER.search(text[:120])
    base = _base(text, published, as_int(titled[1]) if titled else None)
    if base.day and (monthly := words.TITLE_MONTH.search(text[:60])):
        last = base.day.replace(day=1) - dt.timedelta(days=1)
        if last.month == as_int(monthly[1]) and base.day.day <= 15:
            base = replace(base, month=last)
    return replace(base, quarter=quarter[1]) if quarter else base


def _base(text: str, published: dt.date | None, told: int | None) -> Base:
    if published is not None:
        return Base(published, "from the publication date", told)
    days = []
    for match in words.FULL.finditer(text):
        year, month, day = (as_int(match[key]) for key in ("year", "month", "day"))
        if year and month and day and is_valid(year, month, day):
            days.append(dt.date(year, month, day))
    if days:
        return Base(max(days), "from a date in the text", told)
    anniversary = words.ANNIVERSARY.search(text)
    if anniversary:
        return Base(None, f"from {anniversary.group()}", BORN + int(anniversary[1]))
    years = {as_int(match["year"]) for match in words.YEAR.finditer(text) if match["year"]}
    year = years.pop() if len(years) == 1 else None
    if year is None:
        return Base(None, "")
    if "明年" in text and words.PLANNED_YEAR.search(text):
        year -= 1
    return Base(_first_day(text, year), "from the year in the text", year)


_HEAD = 120
"""Characters that a text says its own day in."""


def _first_day(text: str, year: int) -> dt.date | None:
    """The day that minutes and messages begin with, which all others are told from."""
    match = next(words.FULL.finditer(text, 0, _HEAD), None)
    month, day = (as_int(match["month"]), as_int(match["day"])) if match else (None, None)
    if not month or not day or not is_valid(year, month, day):
        return None
    return dt.date(year, month, day)


def sections(text: str, base: Base) -> Iterator[tuple[int, int, Base]]:
    """Stretches whose heading tells the year of their months (六、2025年打算)."""
    heads = [*words.HEAD.finditer(text), None]
    for head, following in pairwise(heads):
        year = as_int(head["year"]) if head else None
        if head and year:
            end = following.start() if following else len(text)
            yield head.end(), end, replace(base, year=year)


def as_int(text: str | None) -> int | None:
    """The number that digits or Chinese numerals write; 二〇二五 is 2025."""
    if not text:
        return None
    if text.isdigit():
        return int(text)
    if len(text) == 4:
        return int("".join("0" if one == "○" else str(numerals.DIGITS[one]) for one in text))
    value = numerals.chinese(text)
    return None if value is None else int(value)


def is_valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


_SHIFT = {
    "去年": -1, "前年": -2, "上年": -1, "上一年": -1, "上一年度": -1,
    "明年": 1, "次年": 1, "来年": 1, "下一年": 1, "下一年度": 1, "下年度": 1, "后年": 2,
}  # fmt: skip


def year_of(match: re.Match[str], base: Base) -> tuple[int | None, str]:
    """The year a match means, and how that is known."""
    if match["year"]:
        return as_int(match["year"]), "said"
    if match["rel"] == "全年":
        return base.known_year, base.whence
    if match["rel"]:
        year = base.day.year if base.day else base.year
        return (year + _SHIFT.get(match["rel"], 0) if year else None), base.whence
    if base.day and base.year and (match.groupdict().get("before") or looks_ahead(match)):
        next_years = base.year > base.day.year and _is_over(match, base.day)
        return (base.year if next_years else base.day.year), base.whence
    return base.known_year, base.whence


def _is_over(match: re.Match[str], day: dt.date) -> bool:
    """Whether the month and day lie before the day that the text is told from."""
    told = match.groupdict()
    month, number = as_int(told.get("month")), as_int(told.get("day"))
    return bool(month) and (month or 0, number or 0) < (day.month, day.day)


def looks_ahead(match: re.Match[str]) -> bool:
    """Whether something before it in its sentence speaks of what is to come."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    return bool(words.AHEAD.search(re.split(r"[。！？\n]", before)[-1]))


def made(match: re.Match[str], value: str | None, sort: str, how: str) -> Date:
    return Date(match.start(), match.end(), value, sort, how if value else "")


def days_of(year: int, month: int, part: str | None) -> tuple[int, int]:
    """The days of a third of a month (上旬, 中旬, 下旬)."""
    last = calendar.monthrange(year, month)[1]
    return {
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, last),
        "中下旬": (11, last),
    }[part or ""]


def iso(year: int, month: int, day: int | None, part: str | None = None) -> str:
    if part in ("底", "末"):
        day = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def sort_of(day: int | None, part: str | None) -> str:
    return "day" if day or part in ("底", "末") else "month"
