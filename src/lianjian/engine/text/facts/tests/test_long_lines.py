"""A line may be as long as a text: reading it takes time in proportion to it."""

from __future__ import annotations

import re

import pytest

from .. import clauses
from ..names import body_words, place_words
from ..things import accords, works
from . import makers

LONG = 200_000


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (body_words.LISTED_BRANCHES, "甲乙" + "和丙丁" * 400),
        (place_words.LISTED, "甲乙" + "和丙丁" * 400),
        (works._BEFORE, "冷库" + "因" * 4000),
        (works._BEFORE, "冷库" + "因为水" * 4000),
    ],
    ids=["branches", "places", "works", "works with a cause"],
)
def test_a_list_that_never_ends_is_read_to_its_end(pattern: re.Pattern[str], line: str) -> None:
    """Each would hang where one stretch can be divided in two ways."""
    assert pattern.search(line) is None


def test_villages_of_a_list_are_found_still() -> None:
    found = body_words.LISTED_BRANCHES.search("呼拉斯台、哈日淖尔和东毛瑞三个嘎查党支部")
    assert found is not None
    assert found["names"] == "呼拉斯台、哈日淖尔和东毛瑞"


def test_a_name_that_begins_with_the_word_for_and_stays_in_its_list() -> None:
    found = place_words.LISTED.search("松源、和平、王山口等5个村")
    assert found is not None
    assert found["names"] == "松源、和平、王山口"


@pytest.mark.parametrize("at", [0, 10, LONG // 2, LONG])
def test_no_sentence_is_looked_over_further_than_its_reach(at: int) -> None:
    text = "村" * LONG
    first, last = clauses.start_behind(text, at, "。\n"), clauses.end_before(text, at, "。\n")
    assert first <= at <= last
    assert at - first <= clauses.REACH
    assert last - at <= clauses.REACH


def test_a_sentence_within_reach_is_seen_whole() -> None:
    text = "修了路。缺冷库，缺人。盼着"
    assert text[clauses.start_behind(text, 6, "。") : clauses.end_before(text, 6, "。")] == (
        "缺冷库，缺人"
    )


def test_a_long_line_without_cells_is_no_row_of_a_table() -> None:
    assert list(accords._in_tables("联建单位" + "村" * LONG)) == []
    found = list(accords._in_tables("村｜联建单位\n石桥村｜青石水务公司\n"))
    assert [(one.start, one.end) for one in found] == [(11, 17)]


@pytest.mark.parametrize("run", ["1", "一", "百", "缺", "村", "1一", "1."])
def test_what_has_no_end_and_no_word_is_not_looked_over(run: str) -> None:
    """Ten thousand digits would take hours: each would be tried as a number's beginning."""
    text = "缺冷库，" + run * (LONG // 20) + "。捐赠电脑40台。"
    found = [one for one in makers.facts(text) if one.kind in ("need", "count")]
    assert [one.text for one in found] == ["冷库", "40台"]
