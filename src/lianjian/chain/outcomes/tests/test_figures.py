"""Figures are read as people write them, and a numeral in a phrase is no figure."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjian.chain.outcomes.figures import Comparator, Figure, Measure, NotAFigure, Why, read

YUAN = 100

ARTICLES = [
    ("跨县域联建党总支12个", 12, "exact", "count"),
    ("新上项目16个", 16, "exact", "count"),
    ("联建项目18个", 18, "exact", "count"),
    ("5大类产业集群", 5, "exact", "count"),
    ("年接待游客20万余人次", 200_000, "at_least", "visits"),
    ("20万余人次", 200_000, "at_least", "visits"),
    ("带动集体增收50余万元", 500_000 * YUAN, "at_least", "money"),
    ("50余万元", 500_000 * YUAN, "at_least", "money"),
    ("10名科技人才", 10, "exact", "people"),
    ("4个国家重点研发计划项目", 4, "exact", "count"),
    ("10位第六批省派莆田驻村第一书记", 10, "exact", "people"),
    ("30余个村级党组织", 30, "at_least", "count"),
    ("5400余条（篇）", 5_400, "at_least", "count"),
    ("转发率达45%", 4_500, "exact", "percentage"),
]
"""Every number of the two articles: value in the smallest unit, comparator, what it counts."""


@pytest.mark.parametrize(("text", "value", "comparator", "measure"), ARTICLES)
def test_every_number_of_the_articles_is_understood(
    text: str, value: int, comparator: str, measure: str
):
    found = read(text)
    assert (found.value, found.comparator, found.measure) == (value, comparator, measure)


@pytest.mark.parametrize("text", ["多个国家自然科学基金项目", "多个", "数个", "几个"])
def test_several_is_unknown_and_at_least_two(text: str):
    assert read(text) == Figure(None, Comparator.UNKNOWN, Measure.COUNT, "个", 2)


@pytest.mark.parametrize(
    "text",
    [
        "三农", "1+1+1>3", "一网七微八频十端", "102周年", "5A级社会服务机构", "第六批", "第6批",
        "今年3月", "2023年", "双招双引", "绿水青山", "十端", "三五个",
    ],
)  # fmt: skip
def test_a_numeral_in_a_phrase_an_order_or_a_date_is_no_figure(text: str):
    with pytest.raises(NotAFigure) as refusal:
        read(text)
    assert refusal.value.why == Why.NO_FIGURE


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("１２", 12, "exact"),
        ("1,200个", 1_200, "exact"),
        ("1.2万", 12_000, "exact"),
        ("约300户", 300, "about"),
        ("300户左右", 300, "about"),
        ("超过20家", 20, "at_least"),
        ("20家以上", 20, "at_least"),
        ("不足5个", 5, "at_most"),
        ("≥ 200,000", 200_000, "at_least"),
        ("十余个", 10, "at_least"),
        ("一百二十个", 120, "exact"),
        ("20多万株", 200_000, "at_least"),
        ("3亿元", 300_000_000 * YUAN, "exact"),
        ("百分之四十五", 4_500, "exact"),
    ],
)
def test_other_ways_of_writing_one(text: str, value: int, comparator: str):
    assert (read(text).value, read(text).comparator) == (value, comparator)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  ", Why.EMPTY),
        ("3至5个", Why.RANGE),
        ("3-5", Why.RANGE),
        ("1.5个", Why.PARTS),
        ("99999999999亿元", Why.TOO_LARGE),
    ],
)
def test_it_says_why_a_text_is_not_taken(text: str, why: Why):
    with pytest.raises(NotAFigure) as refusal:
        read(text)
    assert refusal.value.why == why


def test_visits_are_not_people_and_a_share_is_no_money():
    for text, asked in (("20万余人次", Measure.PEOPLE), ("45%", Measure.MONEY)):
        with pytest.raises(NotAFigure) as refusal:
            read(text, asked)
        assert refusal.value.why == Why.OTHER_MEASURE


def test_a_bare_number_takes_the_measure_of_its_indicator():
    assert read("50万", Measure.MONEY).value == 500_000 * YUAN
    assert read("45", Measure.PERCENTAGE).value == 4_500
    assert read("未知", Measure.MONEY) == Figure(None, Comparator.UNKNOWN, Measure.MONEY)


@given(st.integers(min_value=0, max_value=10**15))
def test_whatever_a_page_writes_is_read_back(value: int):
    assert read(f"{value:,}").value == value


@given(st.text(max_size=40))
def test_any_text_is_a_figure_or_refused_with_a_reason(text: str):
    try:
        found = read(text)
    except NotAFigure:
        return
    assert found.value is not None or found.comparator == Comparator.UNKNOWN


def test_a_whole_article_is_no_figure():
    with pytest.raises(NotAFigure):
        read("年" * 5_000 + "12个")


def test_every_count_and_amount_of_the_gold_facts_is_read_as_people_marked_it(
    gold_facts: list[dict[str, Any]],
):
    """Facts marked by hand; what is no outcome (an ordinal, an anniversary) is refused."""
    for fact in gold_facts:
        if fact["kind"] == "not-a-count" or fact.get("ordinal") or fact["unit"] in ("周年", "方"):
            with pytest.raises(NotAFigure):
                read(fact["text"])
            continue
        found = read(fact["text"])
        if fact.get("approx") == "unquantified":
            assert (found.value, found.floor) == (None, 2)
            continue
        unit = 100 if found.measure in (Measure.MONEY, Measure.PERCENTAGE) else 1
        assert found.value == fact["value"] * unit, fact["text"]
        expected = Comparator.AT_LEAST if fact.get("approx") else Comparator.EXACT
        assert found.comparator == expected, fact["text"]


@pytest.fixture
def gold_facts() -> list[dict[str, Any]]:
    folder = os.environ.get("LIANJIAN_GOLD")
    if not folder:
        pytest.skip("LIANJIAN_GOLD is not set: the facts marked by hand are not here.")
    facts = json.loads(Path(folder, "facts.json").read_text(encoding="utf-8"))
    facts = facts["facts"] if isinstance(facts, dict) else facts
    kinds = {"count", "amount", "percentage", "not-a-count"}
    return [fact for fact in facts if fact["kind"] in kinds]
