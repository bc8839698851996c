"""Every date of a text, with how its year is known.

今年3月 needs the day the text was published; where that is not given, a full date in the text or
an anniversary (建党102周年) may tell the year, and the fact says which.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from ..modality.sections import sections as told_in
from . import date_words as words
from .date_base import (
    Base,
    Date,
    as_int,
    days_of,
    is_valid,
    iso,
    looks_ahead,
    made,
    sections,
    sort_of,
    year_of,
)  # fmt: skip
from .near_dates import day, day_only, festival, lunar, month, plan_years, signed_day, vague, week


def dates(text: str, base: Base, taken: bytearray) -> Iterator[Date]:
    """The dates of a text in their order; marks their places in ``taken``."""
    found: list[Date] = []
    told = list(sections(text, base))
    for pattern, read in _WAYS:
        if pattern is words.THIRDS and "旬" not in text:
            continue
        for match in pattern.finditer(text):
            if not match.group() or taken.find(1, match.start(), match.end()) >= 0:
                continue
            near = next((one for a, b, one in told if a <= match.start() < b), base)
            date = read(match, near)
            if date is not None:
                found.append(date)
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    yield from _in_context(text, sorted(found, key=lambda one: one.start), base)


def _full(match: re.Match[str], base: Base) -> Date | None:
    month, day, part = as_int(match["month"]), as_int(match["day"]), match["part"]
    if not month or month > 12:
        return None
    year, how = year_of(match, base)
    if year is None:
        return made(match, None, "day" if day else "month", how)
    if not match["year"] and not match["rel"]:
        year += _turn(match, month, day, base)
    if day and not is_valid(year, month, day):
        return None
    later, last = as_int(match["month2"]), as_int(match["day2"])
    if later or last:
        end = last or calendar.monthrange(year, later or month)[1]
        value = f"{year}-{month:02}-{day or 1:02}/{year}-{later or month:02}-{end:02}"
        return made(match, value, "period", how)
    if match["since"]:
        if base.day and not match["year"] and (year, month) > (base.day.year, base.day.month):
            year -= (match["since"] or "").endswith("来")
        first = f"{year}-{month:02}-{day or 1:02}"
        if match["since"] == "起" and not (match["from"] and _has_begun(first, match, base)):
            return made(match, iso(year, month, day, part), sort_of(day, part), how)
        return made(match, f"{first}/{base.day}" if base.day else first, "period", how)
    if part in ("上旬", "中旬", "下旬", "中下旬"):
        a, b = days_of(year, month, part)
        value = f"{year}-{month:02}-{a:02}/{year}-{month:02}-{b:02}"
        if match["before"] == "前":
            return made(match, value[-10:], "day", how)
        return made(match, value, "period", how)
    if not day and (match["before"] or "").startswith("底"):
        part = "底"
    elif part in ("底", "末") and not (match["before"] or match["asof"]):
        part = None
    return made(match, iso(year, month, day, part), sort_of(day, part), how)


def _has_begun(first: str, match: re.Match[str], base: Base) -> bool:
    """Whether 自…起 tells of a time that runs already: its month is over, and nothing before it
    looks ahead."""
    return base.day is not None and first[:7] < f"{base.day:%Y-%m}" and not looks_ahead(match)


def _turn(match: re.Match[str], month: int, day: int | None, base: Base) -> int:
    """The year that a month without one lies in, counted from the one that texts tell of: what is
    told in December is due in March of the next."""
    if _is_past(match, month, day, base):
        return -1
    due = match["before"] and not re.search("已|了", _clause_before(match))
    if not due or not base.day or base.day.month - month <= 5:
        return 0
    soon = (month - base.day.month) % 12 <= _SOON
    return int(base.year in (None, base.day.year) and (soon or _is_to_come(match)))


def _is_to_come(match: re.Match[str]) -> bool:
    """Whether words around a month look ahead, or it stands in a plan: 6月底前完成 alone may tell
    of the June that is over."""
    behind = re.split("[，。；\n]", match.string[match.end() : match.end() + 24])[0]
    if looks_ahead(match) or _DUE.search(behind) or _DUE.search(_clause_before(match)):
        return True
    told = told_in(match.string)
    return any(one.plans and one.start <= match.start() < one.end for one in told)


_SOON = 2
"""Months: what is told in December is due in January without a word that looks ahead."""
_DUE = re.compile("将|力争|拟|确保|务必|计划|须|承诺|答应|争取")


def _clause_before(match: re.Match[str]) -> str:
    return re.split("[，。；\n]", match.string[max(0, match.start() - 16) : match.start()])[-1]


def _is_past(match: re.Match[str], month: int, day: int | None, base: Base) -> bool:
    """Whether a month without a year that lies after the day the text is told from was last
    year's: nothing before it in its sentence looks ahead."""
    if base.day is None or base.year or (month, day or 1) <= (base.day.month, base.day.day):
        return False
    return not match["before"] and not looks_ahead(match) and month - base.day.month > 5


def _thirds(match: re.Match[str], base: Base) -> Date | None:
    """6月下旬到8月上旬."""
    first, year = as_int(match["month"]), year_of(match, base)
    last = as_int(match["month2"]) or first
    if not first or not last or not first <= last <= 12 or year[0] is None:
        return made(match, None, "period", year[1])
    begins, _ = days_of(year[0], first, match["part"])
    _, ends = days_of(year[0], last, match["part2"])
    value = f"{year[0]}-{first:02}-{begins:02}/{year[0]}-{last:02}-{ends:02}"
    return made(match, value, "period", year[1])


def _numeric(match: re.Match[str], _base: Base) -> Date | None:
    year, month, day = int(match["year"]), int(match["month"]), as_int(match["day"])
    if not is_valid(year, month, day or 1):
        return None
    return made(match, iso(year, month, day), "day" if day else "month", "said")


def _months(match: re.Match[str], base: Base) -> Date | None:
    """1至5月."""
    first, last = as_int(match["month"]), as_int(match["month2"])
    year, how = year_of(match, base)
    if not first or not last or not first < last <= 12:
        return None
    if year is None:
        return made(match, None, "period", how)
    end = calendar.monthrange(year, last)[1]
    return made(match, f"{year}-{first:02}-01/{year}-{last:02}-{end}", "period", how)


def _span(match: re.Match[str], _base: Base) -> Date | None:
    """2024年10月至2025年3月."""
    year, month = as_int(match["year2"]), as_int(match["month2"])
    first = as_int(match["month"])
    if year is None or not month or not first or max(month, first) > 12:
        return None
    end = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    return made(match, f"{as_int(match['year'])}-{first:02}-01/{end}", "period", "said")


def _day_span(match: re.Match[str], _base: Base) -> Date | None:
    """自2025年10月1日至2028年9月30日."""
    first = [as_int(match[key]) for key in ("year", "month", "day")]
    last = [as_int(match[f"{key}2"]) for key in ("year", "month", "day")]
    ends = [
        dt.date(year, month, day)
        for year, month, day in (first, [last[0] or first[0], *last[1:]])
        if year and month and day and is_valid(year, month, day)
    ]
    if len(ends) < 2 or ends[1] < ends[0]:
        return None
    return made(match, f"{ends[0]}/{ends[1]}", "period", "said")


def _till_now(match: re.Match[str], base: Base) -> Date | None:
    """2022年至今."""
    first = f"{as_int(match['year'])}-{as_int(match['month']) or 1:02}-01"
    return made(match, f"{first}/{base.day}" if base.day else first, "period", "said")


def _years(match: re.Match[str], _base: Base) -> Date | None:
    """2021年至2024年6月."""
    last, month = as_int(match["year2"]), as_int(match["month2"])
    if last is None or (month or 1) > 12:
        return None
    end = f"{last}-{month:02}-{calendar.monthrange(last, month)[1]}" if month else f"{last}-12-31"
    return made(match, f"{as_int(match['year'])}-01-01/{end}", "period", "said")


def _year(match: re.Match[str], base: Base) -> Date | None:
    year, how = year_of(match, base)
    part = match["part"]
    if part == "以来" or (match["since"] or "").endswith("以来"):
        first = f"{year}-01-01" if year else None
        return made(match, f"{first}/{base.day}" if first and base.day else first, "period", how)
    if match["before"] and not part:
        return made(match, None, "period", how)
    if match["before"] and part and "季度" in part:
        value, _sort = _part_of_year(year, part)
        return made(match, value and value[-10:], "day", how)
    value, sort = _part_of_year(year, part, deadline=_is_last_day(match))
    return made(match, value, sort, how)


def _is_last_day(match: re.Match[str]) -> bool:
    """Whether 年底 is its last day: 年底前, 截至年底. 到年底 is some day of its last month."""
    return bool(match["before"]) or (match["asof"] or "").startswith("截")


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _part_of_year(
    year: int | None, part: str | None, *, deadline: bool = True
) -> tuple[str | None, str]:
    """The value and sort of a part of a year; an end that is no deadline is its month."""
    if year is None:
        return None, "period" if part else "year"
    if not part:
        return str(year), "year"
    if part in ("上半年", "下半年"):
        return f"{year}-01-01/{year}-06-30" if part[
            0
        ] == "上" else f"{year}-07-01/{year}-12-31", "period"
    quarter = re.fullmatch(r"第?([一二三四1234])季度", part)
    if quarter:
        first = _QUARTERS[quarter[1]] * 3 - 2
        last = calendar.monthrange(year, first + 2)[1]
        return f"{year}-{first:02}-01/{year}-{first + 2:02}-{last}", "period"
    months = re.fullmatch(r"前(\d+|[一二三四五六七八九十]+)(个月|季度)", part)
    if months:
        last = (as_int(months[1]) or 0) * (3 if months[2] == "季度" else 1)
        if 1 <= last <= 12:
            return f"{year}-01-01/{year}-{last:02}-{calendar.monthrange(year, last)[1]}", "period"
    if part.lstrip("年") in ("底", "末"):
        return (f"{year}-12-31", "day") if deadline else (f"{year}-12", "month")
    if part.lstrip("年") == "初":
        return f"{year}-01", "month"
    if part == "年内":
        return str(year), "year"
    return None, "period"


def _part(match: re.Match[str], base: Base) -> Date | None:
    part, year = match["part"], base.known_year
    if part.startswith("月"):
        if base.day is None:
            return made(match, None, "period", "")
        if part in ("月底", "月末"):
            end = "底" if match["before"] or match["asof"] is not None else None
            last = iso(base.day.year, base.day.month, None, end)
            return made(match, last, sort_of(None, end), base.whence)
        return made(match, None, "period", "")
    if part in ("本季度", "上季度", "下季度"):
        if base.day is None:
            return made(match, None, "period", "")
        named = "一二三四".find(base.quarter or "五")
        this = (base.day.month - 1) // 3
        if part == "本季度" and named == (this - 1) % 4 and base.day.month % 3 == 1:
            this -= 1
        quarter = this + {"本季度": 0, "上季度": -1, "下季度": 1}[part]
        year, part = base.day.year + quarter // 4, f"{'一二三四'[quarter % 4]}季度"
    if part == "年内" and base.day and year == base.day.year:
        return made(match, f"{base.day}/{year}-12-31", "period", base.whence)
    if part == "年初":
        return made(match, None, "vague", "")
    deadline = _is_last_day(match)
    if match["before"] and "季度" in part:
        value, _sort = _part_of_year(year, part)
        return made(match, value and value[-10:], "day", base.whence)
    return made(match, *_part_of_year(year, part, deadline=deadline), base.whence)


def _in_context(text: str, found: list[Date], base: Base) -> Iterator[Date]:
    """Dates that point at the one before them: 当天, 第二天, 去年同期, 次年3月."""
    last: Date | None = None
    period: Date | None = None
    signed: str | None = None
    for date in found:
        word = text[date.start : date.end]
        before = period if word.startswith("去年同期") else last
        said = _pointed(word, before.value) if before and before.value else None
        if last and last.value and _DAY.fullmatch(word) and "\n" not in text[last.end : date.start]:
            said = _same_month(last.value, int(word[:-1]))
        if "签" in word and word.endswith("之日起"):
            said = signed
        if said is None and word == "去年同期" and base.day:
            said = f"{base.day.year - 1}-{base.day.month:02}"
        if said is not None:
            date = Date(date.start, date.end, said, date.sort, "from the date before it")
        if word == "上年" and last and last.value and "。" not in text[last.end : date.start]:
            date = replace(date, value=str(int(last.value[:4]) - 1))
        if said is None and re.fullmatch("当年\\d{1,2}月", word) and last and last.value:
            date = replace(date, value=f"{last.value[:4]}-{int(word[2:-1]):02}")
        if word in _ORDERS:
            continue
        if date.value is not None:
            last = date
            ends = ("底", "末", "初")
            if (
                said is None
                and not (base.day and date.value > str(base.day))
                and (date.sort == "period" or (date.sort == "month" and not word.endswith(ends)))
            ):
                period = date
            if date.sort == "day" and "签" in _rest(text, date.end):
                signed = date.value
        yield date


_ORDERS = frozenset({"当天", "当日", "同日"})
"""They point at the day before them, and say none."""
_DAY = re.compile(r"\d{1,2}[日号]")


def _same_month(value: str, day: int) -> str | None:
    """The day in the month of a date that stands before it (5月6日、7日)."""
    if len(value) != 10 or not int(value[8:]) <= day <= 31:
        return None
    return f"{value[:8]}{day:02}" if is_valid(int(value[:4]), int(value[5:7]), day) else None


def _rest(text: str, at: int) -> str:
    """What stands from there to the end of the sentence."""
    return re.split("[。！？\n]", text[at : at + 60])[0]


def _recurring(match: re.Match[str], _base: Base) -> Date | None:
    return Date(match.start(), match.end(), None, "recurring", "")


def _pointed(word: str, value: str) -> str | None:
    if word.startswith("去年同期"):
        return re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), value)
    if "/" in value or len(value) != 10:
        following = re.match(r"(?:次年|同年)(\d{1,2})月$", word)
        if following:
            year = int(value[:4]) + (word[0] == "次")
            return f"{year}-{int(following[1]):02}"
        return None
    day = dt.date.fromisoformat(value)
    if word.startswith(("当天", "当日", "同日")):
        return value
    if word.startswith(("第二天", "次日")):
        return str(day + dt.timedelta(days=1))
    following = re.match(r"(?:次年|同年)(\d{1,2})月$", word)
    if following:
        return f"{day.year + (word[0] == '次')}-{int(following[1]):02}"
    return None


_WAYS = (
    (words.MOON, lunar), (words.RECURRING, _recurring), (words.DAY_SPAN, _day_span),
    (words.SPAN, _span), (words.THIRDS, _thirds),
    (words.TILL_NOW, _till_now),
    (words.YEAR_RANGE, _years),
    (words.MONTH_RANGE, _months), (words.FULL, _full), (words.NUMERIC, _numeric),
    (words.VAGUE, vague), (words.PLAN_YEARS, plan_years), (words.FESTIVAL, festival),
    (words.YEAR, _year), (words.MONTHS, month), (words.WEEKS, week), (words.DAYS, day),
    (words.PARTS, _part), (words.SIGNED_DAY, signed_day), (words.DAY_ONLY, day_only),
)  # fmt: skip
"""The ways of writing a date; a way that says more comes first."""
