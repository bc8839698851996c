"""The Chinese calendar as texts use it: lunar days and the twenty-four solar terms.

A month begins on the day of the new moon in Beijing (UTC+8); the eleventh holds the winter
solstice, and where thirteen moons lie between two solstices the first without a principal term is a
leap month. Sun and moon come from the short series of Meeus, Astronomical Algorithms (1998),
chapters 25 and 49: minutes are right between 1900 and 2100, and so are days.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from math import floor, radians, sin

TERMS = (
    "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露",
    "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰",
)  # fmt: skip
"""Each begins 15 degrees of the sun after the one before; the first at 0."""

_J2000, _EPOCH = 2451545.0, 1721424.5
_BEIJING = 8 / 24 - 69 / 86400
"""From the even time of the series to the day in Beijing."""
_SYNODIC = 29.530588861


def _sun(day: float) -> float:
    """The apparent longitude of the sun in degrees on a Julian day."""
    t = (day - _J2000) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly)
    centre += 0.000289 * sin(3 * anomaly)
    node = radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(node)) % 360


def _new_moon(number: int) -> float:
    """The Julian day of a new moon, counted from that of 6 January 2000."""
    t = number / 1236.85
    day = 2451550.09766 + _SYNODIC * number + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    sun = radians(2.5534 + 29.1053567 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    rise = radians(124.7746 - 1.56375588 * number)
    terms = (
        (-0.4072, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node),
        (0.00739 * e, moon - sun), (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun),
        (-0.00111, moon - 2 * node), (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun),
        (-0.00042, 3 * moon), (0.00042 * e, sun + 2 * node), (0.00038 * e, sun - 2 * node),
        (-0.00024 * e, 2 * moon - sun), (-0.00017, rise),
    )  # fmt: skip
    return day + sum(size * sin(angle) for size, angle in terms)


def _date(day: float) -> dt.date:
    return dt.date.fromordinal(floor(day + _BEIJING - _EPOCH))


@cache
def solar_term(year: int, name: str) -> dt.date:
    """The day in that year on which the term begins: 2025, 清明 → 4 April."""
    longitude = TERMS.index(name) * 15.0
    day = _J2000 + (year - 2000) * 365.2422 + 79 + (longitude / 360 * 365.2422)
    if longitude >= 285:
        day -= 365.2422
    for _ in range(6):
        off = (longitude - _sun(day) + 180) % 360 - 180
        day += off * 365.2422 / 360
    return _date(day)


def _moon_before(date: dt.date) -> int:
    """The number of the last new moon on or before a day."""
    number = floor((date.toordinal() + _EPOCH - 2451550.1) / _SYNODIC) + 1
    while _date(_new_moon(number)) > date:
        number -= 1
    return number


@cache
def _months(year: int) -> tuple[tuple[int, dt.date], ...]:
    """The months from the eleventh of the year before to the eleventh of this one: which month,
    its first day. A leap month has the negative of the one before."""
    first = _moon_before(solar_term(year - 1, "冬至"))
    last = _moon_before(solar_term(year, "冬至"))
    leap = last - first == 13
    found, month = [], 11
    for number in range(first, last):
        begins, ends = _date(_new_moon(number)), _date(_new_moon(number + 1))
        if leap and number > first and not _has_principal_term(begins, ends):
            found.append((-(month - 1 or 12), begins))
            leap = False
            continue
        found.append((month, begins))
        month = month % 12 + 1
    return (*found, (11, _date(_new_moon(last))))


def _has_principal_term(begins: dt.date, ends: dt.date) -> bool:
    return any(
        begins <= solar_term(year, name) < ends
        for year in {begins.year, ends.year}
        for name in TERMS[::2]
    )


def lunar_month(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month of a lunar year (leap months aside): 2025, 1 → 29 January, 27
    February."""
    months = _months(year) if month < 11 else _months(year + 1)
    at = next(n for n, (number, _) in enumerate(months) if number == month)
    return months[at][1], months[at + 1][1] - dt.timedelta(days=1)


def lunar_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of a lunar year; None where the month is shorter."""
    first, last = lunar_month(year, month)
    found = first + dt.timedelta(days=day - 1)
    return found if first <= found <= last else None
