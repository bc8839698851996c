"""Every date of a text, with how its year is known.

今年3月 needs the day the text was published; where that is not given, a full date in the text or
an anniversary (建党102周年) may tell the year, and the fact says which.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import date_words as words
from . import numerals

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

    @property
    def known_year(self) -> int | None:
        """The year that months without one are in."""
        return self.year or (self.day.year if self.day else None)


def base_of(text: str, published: dt.date | None) -> Base:
    """Publication date, else the latest full date of the text, else the one year it names, else an
    anniversary's year. A title that tells of a year (2024年工作总结) tells it for the months."""
    titled = words.TITLE_YEAR.search(text[: text.find("\n") if "\n" in text else len(text)])
    told = _int(titled[1]) if titled else None
    if published is not None:
        return Base(published, "from the publication date", told)
    days = []
    for match in words.FULL.finditer(text):
        year, month, day = (_int(match[key]) for key in ("year", "month", "day"))
        if year and month and day and _valid(year, month, day):
            days.append(dt.date(year, month, day))
    if days:
        return Base(max(days), "from a date in the text", told)
    anniversary = words.ANNIVERSARY.search(text)
    if anniversary:
        return Base(None, f"from {anniversary.group()}", BORN + int(anniversary[1]))
    years = {_int(match["year"]) for match in words.YEAR.finditer(text) if match["year"]}
    if len(years) == 1:
        return Base(None, "from the year in the text", years.pop())
    return Base(None, "")


def dates(text: str, base: Base, taken: bytearray) -> Iterator[Date]:
    """The dates of a text in their order; marks their places in ``taken``."""
    found: list[Date] = []
    for pattern, read in (
        (words.MOON, _festival), (words.RECURRING, _recurring),
        (words.YEAR_RANGE, _years), (words.MONTH_RANGE, _months),
        (words.FULL, _full), (words.NUMERIC, _numeric), (words.VAGUE, _vague),
        (words.YEAR, _year), (words.MONTHS, _month),
        (words.WEEKS, _week), (words.DAYS, _day), (words.PARTS, _part), (words.FESTIVAL, _festival),
        (words.PLAN_YEARS, _vague_period), (words.DAY_ONLY, _day_only),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if not match.group() or taken.find(1, match.start(), match.end()) >= 0:
                continue
            date = read(match, base)
            if date is not None:
                found.append(date)
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    yield from _in_context(text, sorted(found, key=lambda one: one.start))


def _int(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    if len(text) == 4:
        return int("".join("0" if one == "○" else str(numerals.DIGITS[one]) for one in text))
    value = numerals.chinese(text)
    return None if value is None else int(value)


def _valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


_SHIFT = {"去年": -1, "前年": -2, "明年": 1, "次年": 1, "来年": 1, "后年": 2}


def _year_of(match: re.Match[str], base: Base) -> tuple[int | None, str]:
    """The year a match means, and how that is known."""
    if match["year"]:
        return _int(match["year"]), "said"
    if match["rel"]:
        year = base.day.year if base.day else base.year
        return (year + _SHIFT.get(match["rel"], 0) if year else None), base.whence
    if base.day and base.year and (match.groupdict().get("before") or _looks_ahead(match)):
        return base.day.year, base.whence
    return base.known_year, base.whence


def _looks_ahead(match: re.Match[str]) -> bool:
    """Whether something before it in its sentence speaks of what is to come."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    return bool(words.AHEAD.search(re.split(r"[。！？\n]", before)[-1]))


def _made(match: re.Match[str], value: str | None, sort: str, how: str) -> Date:
    return Date(match.start(), match.end(), value, sort, how if value else "")


def _days(year: int, month: int, part: str | None) -> tuple[int, int]:
    """The days of a third of a month (上旬, 中旬, 下旬)."""
    last = calendar.monthrange(year, month)[1]
    return {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last)}[part or ""]


def _full(match: re.Match[str], base: Base) -> Date | None:
    month, day, part = _int(match["month"]), _int(match["day"]), match["part"]
    if not month or month > 12:
        return None
    year, how = _year_of(match, base)
    if year is None:
        return _made(match, None, "day" if day else "month", how)
    if not match["year"] and not match["rel"] and _is_past(match, month, day, base):
        year -= 1
    if day and not _valid(year, month, day):
        return None
    later, last = _int(match["month2"]), _int(match["day2"])
    if later or last:
        end = last or calendar.monthrange(year, later or month)[1]
        value = f"{year}-{month:02}-{day or 1:02}/{year}-{later or month:02}-{end:02}"
        return _made(match, value, "period", how)
    if match["since"] or (match["from"] and not day):
        if not (match["since"] or "").endswith("来") and not match["from"]:
            return _made(match, _iso(year, month, day, part), _sort(day, part), how)
        first = f"{year}-{month:02}-{day or 1:02}"
        return _made(match, f"{first}/{base.day}" if base.day else first, "period", how)
    if part in ("上旬", "中旬", "下旬"):
        a, b = _days(year, month, part)
        value = f"{year}-{month:02}-{a:02}/{year}-{month:02}-{b:02}"
        return _made(match, value, "period", how)
    if not day and (match["before"] or "").startswith("底"):
        part = "底"
    return _made(match, _iso(year, month, day, part), _sort(day, part), how)


def _iso(year: int, month: int, day: int | None, part: str | None = None) -> str:
    if part in ("底", "末"):
        day = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _sort(day: int | None, part: str | None) -> str:
    return "day" if day or part in ("底", "末") else "month"


def _is_past(match: re.Match[str], month: int, day: int | None, base: Base) -> bool:
    """Whether a month without a year that lies after the day the text is told from was last
    year's: nothing before it in its sentence looks ahead."""
    if base.day is None or base.year or (month, day or 1) <= (base.day.month, base.day.day):
        return False
    return not match["before"] and not _looks_ahead(match) and month - base.day.month > 5


def _numeric(match: re.Match[str], _base: Base) -> Date | None:
    year, month, day = int(match["year"]), int(match["month"]), _int(match["day"])
    if not _valid(year, month, day or 1):
        return None
    return _made(match, _iso(year, month, day), "day" if day else "month", "said")


def _months(match: re.Match[str], base: Base) -> Date | None:
    """1至5月."""
    first, last = _int(match["month"]), _int(match["month2"])
    year, how = _year_of(match, base)
    if not first or not last or not first < last <= 12:
        return None
    if year is None:
        return _made(match, None, "period", how)
    end = calendar.monthrange(year, last)[1]
    return _made(match, f"{year}-{first:02}-01/{year}-{last:02}-{end}", "period", how)


def _years(match: re.Match[str], _base: Base) -> Date | None:
    """2021年至2024年6月."""
    last, month = _int(match["year2"]), _int(match["month2"])
    if last is None or (month or 1) > 12:
        return None
    end = f"{last}-{month:02}-{calendar.monthrange(last, month)[1]}" if month else f"{last}-12-31"
    return _made(match, f"{_int(match['year'])}-01-01/{end}", "period", "said")


def _year(match: re.Match[str], base: Base) -> Date | None:
    year, how = _year_of(match, base)
    part = match["part"]
    if part == "以来" or (match["since"] or "").endswith("以来"):
        first = f"{year}-01-01" if year else None
        return _made(match, f"{first}/{base.day}" if first and base.day else first, "period", how)
    if match["before"] and not part:
        return _made(match, None, "period", how)
    value, sort = _part_of_year(year, part)
    return _made(match, value, sort, how)


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _part_of_year(year: int | None, part: str | None) -> tuple[str | None, str]:
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
        last = (_int(months[1]) or 0) * (3 if months[2] == "季度" else 1)
        if 1 <= last <= 12:
            return f"{year}-01-01/{year}-{last:02}-{calendar.monthrange(year, last)[1]}", "period"
    if part.lstrip("年") in ("底", "末"):
        return f"{year}-12-31", "day"
    if part.lstrip("年") == "初":
        return f"{year}-01", "month"
    if part == "年内":
        return str(year), "year"
    return None, "period"


def _part(match: re.Match[str], base: Base) -> Date | None:
    part, year = match["part"], base.known_year
    if part.startswith("月"):
        if base.day is None:
            return _made(match, None, "period", "")
        if part == "月底":
            return _made(match, _iso(base.day.year, base.day.month, None, "底"), "day", base.whence)
        return _made(match, None, "period", "")
    if part in ("本季度", "上季度", "下季度"):
        if base.day is None:
            return _made(match, None, "period", "")
        quarter = (base.day.month - 1) // 3 + {"本季度": 0, "上季度": -1, "下季度": 1}[part]
        year, part = base.day.year + quarter // 4, f"{'一二三四'[quarter % 4]}季度"
    return _made(match, *_part_of_year(year, part), base.whence)


def _month(match: re.Match[str], base: Base) -> Date | None:
    part, day = match["part"], _int(match["day"])
    if base.day is None:
        return _made(match, None, "day" if day else "month", "")
    shift = {"上": -1, "下": 1}.get(match["which"][0], 0)
    number = base.day.year * 12 + base.day.month - 1 + shift
    year, month = number // 12, number % 12 + 1
    if day and not _valid(year, month, day):
        return None
    if part in ("上旬", "中旬", "下旬"):
        a, b = _days(year, month, part)
        value = f"{year}-{month:02}-{a:02}/{year}-{month:02}-{b:02}"
        return _made(match, value, "period", base.whence)
    return _made(match, _iso(year, month, day, part), _sort(day, part), base.whence)


def _week(match: re.Match[str], base: Base) -> Date | None:
    which, day = match["which"] or "", match["day"] or match["weekday"]
    if match["bare"] and re.search(
        r"[日号（(]\s*$", match.string[max(0, match.start() - 2) : match.start()]
    ):
        return None
    if base.day is None:
        return _made(match, None, "day" if day else "period", "")
    shift = dt.timedelta(days={"上": -7, "下": 7}.get(which[:1], 0))
    monday = base.day - dt.timedelta(days=base.day.weekday()) + shift
    if not day:
        return _made(match, f"{monday}/{monday + dt.timedelta(days=6)}", "period", base.whence)
    if day == "末":
        saturday = monday + dt.timedelta(days=5)
        return _made(match, f"{saturday}/{saturday + dt.timedelta(days=1)}", "period", base.whence)
    found = monday + dt.timedelta(days="一二三四五六日".index(day.replace("天", "日")))
    return _made(match, str(found), "day", base.whence)


_NEAR = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "后天": 2}


def _day(match: re.Match[str], base: Base) -> Date | None:
    shift = _NEAR.get(match["which"])
    if base.day is None or shift is None:
        return _made(match, None, "day", "")
    return _made(match, str(base.day + dt.timedelta(days=shift)), "day", base.whence)


def _in_context(text: str, found: list[Date]) -> Iterator[Date]:
    """Dates that point at the one before them: 当天, 第二天, 去年同期, 次年3月."""
    last: Date | None = None
    period: Date | None = None
    for date in found:
        word = text[date.start : date.end]
        before = period if word.startswith("去年同期") else last
        said = _pointed(word, before.value) if before and before.value else None
        if said is not None:
            date = Date(date.start, date.end, said, date.sort, "from the date before it")
        if date.value is not None:
            last = date
            if date.sort in ("period", "month") and said is None:
                period = date
        yield date


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


def _day_only(match: re.Match[str], base: Base) -> Date | None:
    day = int(match["day"])
    if base.day is None:
        return Date(match.start(), match.end(), None, "day", "")
    year, month = base.day.year, base.day.month
    if day > base.day.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    if not _valid(year, month, day):
        return None
    return Date(match.start(), match.end(), f"{year}-{month:02}-{day:02}", "day", base.whence)


def _festival(match: re.Match[str], base: Base) -> Date | None:
    text = match.group().strip("“”")
    bare = text in ("十一", "三八", "八一", "六一", "五一", "七一", "五四")
    if bare and not match.group().startswith("“"):
        return None
    fixed = next((day for name, day in words.FIXED.items() if text.startswith(name)), None)
    year = base.known_year
    exact = fixed and year and not text.endswith(("前", "后", "前后", "前夕", "期间"))
    return _made(match, f"{year}-{fixed}" if exact else None, "festival", base.whence)


def _vague(match: re.Match[str], base: Base) -> Date | None:
    text = match.group()
    if text == "今年以来":
        value = f"{base.day.year}-01-01/{base.day}" if base.day else None
        return Date(match.start(), match.end(), value, "period", base.whence)
    return Date(match.start(), match.end(), None, "vague", "")


def _vague_period(match: re.Match[str], _base: Base) -> Date | None:
    return Date(match.start(), match.end(), None, "period", "")


def _recurring(match: re.Match[str], _base: Base) -> Date | None:
    return Date(match.start(), match.end(), None, "recurring", "")
