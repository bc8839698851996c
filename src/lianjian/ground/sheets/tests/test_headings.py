"""Headings found by what they say, wherever they stand and however they are written."""

from __future__ import annotations

import pytest

from lianjian.beside.ledgers.tests.makers import a_sheet
from lianjian.ground.core import receives
from lianjian.ground.sheets import headings, reading
from lianjian.ground.sheets.reading import Sheet


def seen(rows, **more) -> Sheet:
    return reading.look(a_sheet(rows, **more))[0]


def guessed(sheet: Sheet) -> tuple[str, dict[str, int]]:
    heading = headings.found(sheet, receives.receivers())
    assert heading is not None
    receiver = headings.guessed(heading, receives.receivers())
    assert receiver is not None
    return receiver.key, dict(headings.matched(heading, receiver).columns)


def test_below_a_title_a_unit_and_a_blank_line():
    sheet = seen(
        [
            ["示例县驻村第一书记花名册"],
            ["填报单位：示例县委组织部", None, None, "2026年3月"],
            [],
            ["序号", "派驻村", "派出层级", "批次", "任职时间"],
            [1, "石桥村", "省派", 6, "2023年6月"],
        ],
        merged=[(0, 0, 0, 4, "示例县驻村第一书记花名册")],
    )
    kind, columns = guessed(sheet)
    assert kind == "postings"
    assert columns == {"village": 1, "level": 2, "batch": 3, "starts": 4}


@pytest.mark.parametrize("merged", [[], [(0, 0, 0, 3, "示例县县外单位一览表")]])
def test_a_title_just_above_is_no_part_of_the_headings(merged):
    rows = [
        ["示例县县外单位一览表", None, None, None],
        ["序号", "单位名称", "单位类别", "隶属"],
        [1, "示例茶叶公司", "企业", "示例省"],
    ]
    heading = headings.found(seen(rows, merged=merged), receives.receivers())
    assert heading is not None
    assert heading.texts == ("序号", "单位名称", "单位类别", "隶属")


def test_in_two_lines_with_groups_merged_over_several_columns():
    sheet = seen(
        [
            ["结对台账"],
            ["序号", "村", None, "县外单位", None, "结对时间"],
            [None, "乡镇", "村名称", "单位名称", "单位党组织", None],
            [1, "石桥镇", "石桥村", "省农业大学", "", "2024.3.5"],
        ],
        merged=[
            (0, 0, 0, 5, "结对台账"),
            (1, 0, 2, 0, "序号"),
            (1, 1, 1, 2, "村"),
            (1, 3, 1, 4, "县外单位"),
            (1, 5, 2, 5, "结对时间"),
        ],
    )
    heading = headings.found(sheet, receives.receivers())
    assert heading is not None
    assert (heading.first, heading.last) == (2, 3)
    assert heading.texts[2] == "村·村名称"
    pairings = receives.receiver("pairings")
    assert pairings is not None
    columns = headings.matched(heading, pairings).columns
    assert (columns["town"], columns["village"], columns["agreed_on"]) == (1, 2, 5)
    assert columns["partner"] in (3, 4)


def test_in_full_width_letters_blanks_and_english():
    sheet = seen([["Ｖｉｌｌａｇｅ", " in one  line "], ["石桥村", "农产品销路"]])
    assert guessed(sheet)[1] == {"village": 0, "title": 1}


def test_with_words_around_what_it_means():
    sheet = seen(
        [["村（社区）", "主要需求（一句话）", "完成时限（年月）"], ["石桥村", "销路", "2026年12月"]]
    )
    assert guessed(sheet) == ("needs", {"village": 0, "title": 1, "ends": 2})


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["单位名称", "单位类别", "隶属", "统一社会信用代码"], "organisations"),
        (["单位名称", "隶属", "党支部名称", "管理幅度"], "branches"),
        (["派驻村", "批次", "派出层级", "任职时间"], "postings"),
        (["村名", "县外单位", "纽带类型", "情况说明"], "ties"),
        (["村名", "需求内容"], "needs"),
        (["单位", "可提供资源"], "offers"),
        (["结对村", "联建单位", "结对时间"], "pairings"),
        (["联建党总支名称", "成员党组织", "批复机关", "批复时间"], "bodies"),
        (["协议名称", "签约各方", "签订时间"], "accords"),
    ],
)
def test_what_a_sheet_holds_is_guessed_from_its_headings(texts: list[str], key: str):
    assert guessed(seen([texts, ["示例"] * len(texts)]))[0] == key


def test_two_columns_that_fit_alike_are_left_to_the_person():
    sheet = seen([["村名", "需求一", "需求二"], ["石桥村", "销路", "路灯"]])
    needs = receives.receiver("needs")
    heading = headings.found(sheet, receives.receivers())
    assert needs is not None
    assert heading is not None
    match = headings.matched(heading, needs)
    assert "title" in match.unsure
    assert "title" not in match.columns


def test_the_column_that_we_gave_back_says_nothing():
    sheet = seen([["村名", "需求", "问题"], ["石桥村", "销路", "A1：没有这个村"]])
    assert guessed(sheet)[1] == {"village": 0, "title": 1}


def test_a_sheet_without_headings_is_not_guessed():
    heading = headings.found(seen([[1, 2, 3], [4, 5, 6]]), receives.receivers())
    receiver = headings.guessed(heading, receives.receivers()) if heading else None
    assert receiver is None


def test_every_template_is_understood_again():
    from lianjian.ground.sheets import marking

    for receiver in receives.receivers():
        [sheet] = reading.look(marking.template(receiver))
        heading = headings.found(sheet, receives.receivers())
        assert heading is not None
        assert headings.guessed(heading, receives.receivers()) == receiver, receiver.key
        columns = headings.matched(heading, receiver).columns
        assert len(columns) == len(receiver.fields), receiver.key
