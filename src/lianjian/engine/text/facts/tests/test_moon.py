"""The Chinese calendar, against days that the official calendars gave."""

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.engine.text.facts.dates.moon import lunar_day, lunar_month, solar_term

NEW_YEARS = {
    1984: "1984-02-02", 1985: "1985-02-20", 2000: "2000-02-05", 2015: "2015-02-19",
    2016: "2016-02-08", 2017: "2017-01-28", 2018: "2018-02-16", 2019: "2019-02-05",
    2020: "2020-01-25", 2021: "2021-02-12", 2022: "2022-02-01", 2023: "2023-01-22",
    2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06",
    2028: "2028-01-26", 2029: "2029-02-13", 2030: "2030-02-03", 2034: "2034-02-19",
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_the_new_year_is_on_its_day(year, day):
    assert str(lunar_day(year, 1, 1)) == day


@pytest.mark.parametrize(
    ("year", "month", "day", "date"),
    [
        (2023, 8, 15, "2023-09-29"), (2024, 8, 15, "2024-09-17"), (2025, 8, 15, "2025-10-06"),
        (2023, 5, 5, "2023-06-22"), (2024, 5, 5, "2024-06-10"), (2025, 5, 5, "2025-05-31"),
        (2024, 12, 8, "2025-01-07"), (2025, 1, 23, "2025-02-20"), (2025, 9, 9, "2025-10-29"),
    ],
)  # fmt: skip
def test_a_leap_month_is_passed_over(year, month, day, date):
    assert str(lunar_day(year, month, day)) == date


@pytest.mark.parametrize(
    ("year", "term", "date"),
    [
        (2023, "谷雨", "2023-04-20"), (2024, "清明", "2024-04-04"), (2025, "清明", "2025-04-04"),
        (2026, "清明", "2026-04-05"), (2025, "立春", "2025-02-03"), (2024, "冬至", "2024-12-21"),
        (2025, "冬至", "2025-12-21"), (2025, "秋分", "2025-09-23"), (2025, "小寒", "2025-01-05"),
    ],
)  # fmt: skip
def test_a_solar_term_is_on_its_day(year, term, date):
    assert str(solar_term(year, term)) == date


def test_months_follow_each_other_and_have_29_or_30_days():
    for year in range(1950, 2100):
        for month in range(1, 12):
            first, last = lunar_month(year, month)
            assert (last - first).days in (28, 29)
            gap = (lunar_month(year, month + 1)[0] - last).days
            assert gap == 1 or gap in (30, 31), "only a leap month lies between"


def test_a_day_that_a_month_does_not_have_is_none():
    first, last = lunar_month(2025, 1)
    assert (first, last) == (dt.date(2025, 1, 29), dt.date(2025, 2, 27))
    assert lunar_day(2025, 2, 29) == dt.date(2025, 3, 28)
    assert lunar_day(2025, 2, 30) is None
