"""Numbers as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjian.chain.outcomes.figures import read
from lianjian.ground.core.verdicts import Invalid


@pytest.mark.parametrize(
    ("text", "value", "comparator", "unit"),
    [
        ("12", 12, "", ""),
        ("12个", 12, "", "个"),
        ("20万余人次", 200_000, "at_least", "人次"),
        ("50余万元", 500_000, "at_least", "元"),
        ("5400余条", 5_400, "at_least", "条"),
        ("5,400", 5_400, "", ""),
        ("30余个", 30, "at_least", "个"),
        ("约300人", 300, "about", "人"),
        ("300人左右", 300, "about", "人"),
        ("20万元以上", 200_000, "at_least", "元"),
        ("≥200", 200, "at_least", ""),
        ("不超过8%", 8, "at_most", ""),
        ("1.2亿元", 120_000_000, "", "元"),
        ("3百万", 3_000_000, "", ""),
    ],
)
def test_it_reads_what_people_write(text: str, value: int, comparator: str, unit: str):
    found = read(text)
    assert (found.value, found.comparator, found.unit) == (Fraction(value), comparator, unit)


@pytest.mark.parametrize("text", ["多个", "若干", "多个国家"])
def test_several_is_unknown_and_not_a_guess(text: str):
    assert (read(text).value, read(text).comparator) == (None, "unknown")


@pytest.mark.parametrize("text", ["三农", "1+1+1>3", "一网七微八频十端", "", "十几", "12-15"])
def test_it_refuses_what_is_no_number(text: str):
    with pytest.raises(Invalid, match="no number"):
        read(text)


@given(st.integers(0, 10**12))
def test_digits_are_read_as_they_stand(number: int):
    assert read(f"{number:,}").value == Fraction(number)
