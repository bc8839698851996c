"""Titles and headings: lines of their own, told from rows, messages, labels and signatures."""

from __future__ import annotations

from lianjian.engine.text.facts import FactKind

from .makers import named

BODY = "村里把两座旧仓库腾出来，请学院的老师看过，定下了加工的办法。"


def headings(*lines: str) -> list[object]:
    text = "\n".join(["石桥村联建情况", BODY, *lines]) + "\n"
    return named(text, FactKind.HEADING)


def test_a_line_of_its_own_is_a_heading():
    assert headings("一、基本情况", BODY, "没定下来的事", BODY) == ["一、基本情况", "没定下来的事"]


def test_a_heading_may_say_its_unit_ask_or_quote():
    lines = ["二、项目情况（单位：万元）", "★ 怎么牵上的？", "石桥村请来种菜“外援”"]
    assert headings(lines[0], BODY, lines[1], BODY, lines[2], BODY) == lines


def test_rows_of_a_table_are_no_headings():
    assert headings("村名｜联建单位｜进度", "石桥村｜暂无｜未开工", "甲\t乙\t丙丁", BODY) == []


def test_messages_without_a_full_stop_are_no_headings():
    messages = ["视频的事麻烦学院的老师，上次说的两个学生下周三能来", "ok有事群里喊"]
    other = "还有上个月签的那个共建协议，村里章盖好了原件我带回来"
    assert headings(messages[0], other, messages[1], BODY) == []


def test_labels_and_signatures_are_no_headings():
    assert headings("填报：石桥镇党建办 国春雨", "散会：16:10", BODY) == []
    assert headings("隆山县石桥镇石桥村党支部", "2025年9月28日") == []


def test_a_title_may_end_in_brackets():
    text = f"石桥村联建需求清单（2025年11月）\n{BODY}\n"
    assert named(text, FactKind.TITLE) == ["石桥村联建需求清单（2025年11月）"]
