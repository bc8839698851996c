"""Dates that are told from a day: of this month or week, yesterday, festivals, lunar days."""

from __future__ import annotations

import datetime as dt
import re

from . import date_words as words
from . import moon
from .date_base import (
    Base,
    Date,
    as_int,
    days_of,
    is_valid,
    iso,
    looks_ahead,
    made,
    sort_of,
    year_of,
)  # fmt: skip


def month(match: re.Match[str], base: Base) -> Date | None:
    """本月25日前, 上月."""
    part, number = match["part"], as_int(match["day"])
    if base.day is None:
        return made(match, None, "day" if number else "month", "")
    shift = {"上": -1, "下": 1}.get(match["which"][0], 0)
    told = base.month or base.day
    months = told.year * 12 + told.month - 1 + shift
    year, which = months // 12, months % 12 + 1
    if number and not is_valid(year, which, number):
        return None
    if part in ("上旬", "中旬", "下旬"):
        a, b = days_of(year, which, part)
        value = f"{year}-{which:02}-{a:02}/{year}-{which:02}-{b:02}"
        return made(match, value, "period", base.whence)
    if not number and not part and (match["before"] or "").endswith("内"):
        part = "底"
    elif part in ("底", "末") and not match["before"]:
        part = None
    return made(match, iso(year, which, number, part), sort_of(number, part), base.whence)


def week(match: re.Match[str], base: Base) -> Date | None:
    """本周五, 下周三, 周六."""
    which, day = match["which"] or "", match["day"] or match["weekday"]
    if match["bare"] and re.search(
        r"[日号（(]\s*$", match.string[max(0, match.start() - 2) : match.start()]
    ):
        return None
    if base.day is None:
        return made(match, None, "day" if day else "period", "")
    shift = dt.timedelta(days={"上": -7, "下": 7}.get(which[:1], 0))
    monday = base.day - dt.timedelta(days=base.day.weekday()) + shift
    if not day:
        return made(match, f"{monday}/{monday + dt.timedelta(days=6)}", "period", base.whence)
    if day == "末":
        saturday = monday + dt.timedelta(days=5)
        return made(match, f"{saturday}/{saturday + dt.timedelta(days=1)}", "period", base.whence)
    found = monday + dt.timedelta(days="一二三四五六日".index(day.replace("天", "日")))
    return made(match, str(found), "day", base.whence)


_NEAR = {
    "今晚": 0,
    "昨晚": -1,
    "明晚": 1,
    "今天": 0,
    "今日": 0,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "明天": 1,
    "后天": 2,
}


def day(match: re.Match[str], base: Base) -> Date | None:
    """昨天. 今天 that stands against what was once is no day."""
    if match["which"] == "明后天" and base.day:
        ends = [base.day + dt.timedelta(days=days) for days in (1, 2)]
        return made(match, f"{ends[0]}/{ends[1]}", "period", base.whence)
    shift = _NEAR.get(match["which"].replace("儿个", "天").replace("儿", "天"))
    if base.day is None or shift is None or (shift == 0 and _is_nowadays(match)):
        return made(match, None, "day", "")
    return made(match, str(base.day + dt.timedelta(days=shift)), "day", base.whence)


def _is_nowadays(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 60) : match.start()].split("\n")[-1]
    return before[-1:] in ("", "。", "，", "；") and bool(
        re.search("年前|过去|以前|昔日|曾经|当年|从前", before)
    )


def day_only(match: re.Match[str], base: Base) -> Date | None:
    """15日: of the month that the text is told in, or of the one before; a deadline is to come."""
    number = int(match["day"])
    if base.day is None:
        return Date(match.start(), match.end(), None, "day", "")
    year, which = base.day.year, base.day.month
    if match["before"]:
        if number < base.day.day:
            year, which = (year, which + 1) if which < 12 else (year + 1, 1)
    elif number > base.day.day:
        year, which = (year, which - 1) if which > 1 else (year - 1, 12)
    if not is_valid(year, which, number):
        return None
    return made(match, iso(year, which, number), "day", base.whence)


def festival(match: re.Match[str], base: Base) -> Date | None:
    """今年谷雨, 清明前, “五一”: its day where the year is known; 前 is a deadline on it."""
    name, written = match["name"], match.group()
    plain = "“" not in written and match["part"] != "假期" and match["part"] != "期间"
    if name in _NUMERALS and plain and not _is_said(match):
        return None
    year, how = year_of(match, base)
    if year is None or match["part"] in ("前夕", "期间", "假期"):
        return made(match, None, "festival", how)
    found = _day_of(name, year)
    if found and base.day and not match["year"] and not match["rel"]:
        if found < base.day and (match["part"] or "").endswith("后"):
            return made(match, None, "festival", how)
        ahead = bool(match["part"]) or looks_ahead(match)
        if found < base.day and ahead:
            found = _day_of(name, year + 1)
        elif (found - base.day).days > 31 and not ahead:
            found = _day_of(name, year - 1)
    return made(match, str(found) if found else None, "festival", how)


def _is_said(match: re.Match[str]) -> bool:
    """Whether 五一前, 十一假期 is spoken of: no longer numeral stands around it."""
    return match["part"] in ("前", "之前", "前夕", "前后", "后", "期间", "假期") and (
        match.string[match.start() - 1 : match.start()] not in "一二三四五六七八九十第"
        or match.start() == 0
    )


_NUMERALS = frozenset({"十一", "三八", "八一", "六一", "五一", "七一", "五四"})


def _day_of(name: str, year: int) -> dt.date | None:
    plain = name.removesuffix("节")
    if plain in words.FIXED:
        return dt.date.fromisoformat(f"{year}-{words.FIXED[plain]}")
    if name in words.LUNAR:
        return moon.lunar_day(year, *words.LUNAR[name])
    if plain in words.LUNAR:
        return moon.lunar_day(year, *words.LUNAR[plain])
    if plain == "除夕":
        return moon.lunar_month(year, 1)[0] - dt.timedelta(days=1)
    term = {"农民丰收": "秋分"}.get(plain, plain)
    return moon.solar_term(year, term) if term in moon.TERMS else None


_LONG_OVER = 240
"""Days: 正月 told in December is the one to come."""


def lunar(match: re.Match[str], base: Base) -> Date | None:
    """正月二十三, 正月里. The last months of a lunar year lie in the next year's January."""
    which = {"正月": 1, "冬月": 11, "腊月": 12}.get(match["month"])
    which = which or as_int(match["month"].strip("闰月"))
    year = base.known_year
    if not which or which > 12 or year is None or match["month"].startswith("闰"):
        return made(match, None, "festival", "")
    year += {"去年": -1, "明年": 1}.get(match["rel"] or "", 0)
    if which >= 11 and not match["rel"] and base.day and base.day.month < 6:
        year -= 1
    first, last = moon.lunar_month(year, which)
    if not match["rel"] and base.day and (base.day - first).days > _LONG_OVER:
        year += 1
        first, last = moon.lunar_month(year, which)
    if match["day"] in (None, "里", "间"):
        return made(match, f"{first}/{last}", "period", base.whence)
    number = as_int(match["day"].removeprefix("初").replace("廿", "二十"))
    found = moon.lunar_day(year, which, number or 1)
    return made(match, str(found) if found else None, "festival", base.whence)


def plan_years(match: re.Match[str], _base: Base) -> Date | None:
    """“十四五” is 2021 to 2025."""
    first = 2006 + 5 * "一二三四五".index(match["number"])
    if match["part"] in ("末", "初"):
        return made(match, str(first + 4 if match["part"] == "末" else first), "year", "said")
    return made(match, f"{first}-01-01/{first + 4}-12-31", "period", "said")


def signed_day(match: re.Match[str], base: Base) -> Date | None:
    """自签署之日起: the day is told elsewhere; what is published says it of its own day."""
    told = str(base.day) if base.day and "签" not in match.group() else None
    return made(match, told, "day", base.whence)


def vague(match: re.Match[str], base: Base) -> Date | None:
    """目前, 近年来; 十年前 has its year."""
    if match.group() == "今年以来":
        value = f"{base.day.year}-01-01/{base.day}" if base.day else None
        return made(match, value, "period", base.whence)
    if match.group() == "即日起":
        return made(match, str(base.day) if base.day else None, "day", base.whence)
    if match["tens"] or match["nineties"]:
        tens = as_int(match["tens"]) or as_int(match["nineties"]) or 0
        first = 1900 + (tens if tens > 9 else 10 * tens)
        return made(match, f"{first}-01-01/{first + 9}-12-31", "period", "said")
    ago = as_int(match["ago"]) or (2 if match["ago"] == "两" else None)
    if ago and base.day and ago < 100:
        return made(match, str(base.day.year - ago), "year", base.whence)
    return Date(match.start(), match.end(), None, "vague", "")
