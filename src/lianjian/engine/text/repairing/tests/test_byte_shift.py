"""GBK read one byte late is put right where that is proven, offered where it is likely."""

from __future__ import annotations

import pytest

from lianjian.engine.text import Kind

from .makers import PLAIN, mended


def shifted(text: str, start: int, end: int) -> str:
    """``text`` with the characters from start to end read one byte late: what a decoder that lost
    one byte of its place makes of them, up to the first pair that is none."""
    data = text[start:end].encode("gbk")
    return text[:start] + "?" + data[1:-1].decode("gbk") + "?" + text[end:]


def test_a_sentence_end_before_a_quotation_mark_is_put_right():
    start = PLAIN.index("。”学院党支部")
    raw = shifted(PLAIN, start, start + 5)
    assert raw.count("?") == 2
    found = mended(raw)
    stretch = [*found.edits, *found.offers]
    assert [one.kind for one in stretch] == [Kind.BYTE_SHIFT]
    assert "。”学院党" in stretch[0].candidates


def test_what_occurs_elsewhere_is_proven():
    text = PLAIN + "“明年还要来。”学院党支部书记说。\n“学院党支部的人也来。”\n"
    start = text.index("。”学院党支部")
    found = mended(shifted(text, start, start + 5))
    assert found.clean == text
    assert [one.kind for one in found.edits] == [Kind.BYTE_SHIFT]


def test_two_questions_are_no_damage():
    text = "你们需要什么?村里缺技术,有人会修剪吗?没有。\n"
    found = mended(text)
    assert not any(one.kind == Kind.BYTE_SHIFT for one in (*found.edits, *found.offers))


@pytest.mark.parametrize("mark", ["?", "？", "\ufffd"])
def test_a_lone_mark_is_listed(mark):
    found = mended(PLAIN.replace("技术教给", f"技{mark}教给"))
    if mark != "？":
        assert any(one.kind == Kind.LOST and mark in one.text for one in found.doubts)
    assert mark in found.clean
