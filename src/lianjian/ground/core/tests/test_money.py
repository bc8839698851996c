"""Money is an integer of fen, and nothing is rounded on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjian.ground.core.money import MOST, Fen, fen_from, yuan_text
from lianjian.ground.core.verdicts import Invalid


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("50.5", "万元", 50_500_000),
        ("50,500", "元", 5_050_000),
        ("50，500", "元", 5_050_000),
        (" 0.01 ", "元", 1),
        ("0.0001", "万元", 100),
        ("1.5", "亿元", 15_000_000_000),
        ("2", "千元", 200_000),
        ("-3", "元", -300),
        ("５０", "元", 5_000),
    ],
)
def test_it_reads_an_amount_as_people_write_it(text: str, unit: str, fen: int):
    assert fen_from(text, unit) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "五十",
        "12.345",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e3",
        "1_0",
        "1.2.3",
        "--1",
        "1.00000000000000000000000000000000001",
        "92233720368547758.08",
        "9" * 40,
    ],
)
def test_it_refuses_what_is_not_an_amount(text: str):
    with pytest.raises(Invalid, match=r"."):
        fen_from(text)


def test_it_refuses_an_unknown_unit():
    with pytest.raises(Invalid, match=r"."):
        fen_from("1", "亩")


@pytest.mark.parametrize(
    ("fen", "text"),
    [(5_050_000, "50,500"), (5_050_010, "50,500.10"), (1, "0.01"), (-150, "-1.50"), (0, "0")],
)
def test_it_writes_yuan(fen: int, text: str):
    assert yuan_text(fen) == text


@given(st.integers(min_value=-MOST, max_value=MOST))
def test_what_it_writes_it_reads(fen: int):
    assert fen_from(yuan_text(fen)) == Fen(fen)
