"""Bodies and places: where their names begin and end, and what names none."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import named

BODIES = (FactKind.ORGANISATION, FactKind.BRANCH, FactKind.GROUP)


def test_villages_that_share_the_word_for_a_branch_are_one_branch_each():
    text = "学院与青山村、石桥村和大坪村党支部举行签约仪式。"
    assert named(text, FactKind.BRANCH) == ["青山村党支部", "石桥村党支部", "大坪村党支部"]


def test_a_short_name_is_not_another_body():
    text = "成都锦水管道有限公司捐赠水管。成都锦水公司食堂每月订银耳300斤。"
    assert named(text, *BODIES) == ["成都锦水管道有限公司"]


def test_the_host_of_a_branch_is_not_listed_again_after_it():
    text = "与皖西农林职业学院茶学系党支部共建。会议在皖西农林职业学院召开。"
    assert named(text, *BODIES) == ["皖西农林职业学院茶学系党支部"]


@pytest.mark.parametrize(
    "text", ["签约仪式在乡政府三楼会议室举行。", "利用青山村小学旧校舍改成教室。"]
)
def test_a_building_is_no_body(text):
    assert named(text, *BODIES) == []


def test_a_post_that_nobody_holds_names_no_branch():
    text = "石桥镇工作计划\n成立片区党委，镇党委书记任第一书记。"
    assert named(text, FactKind.BRANCH) == []


def test_a_branch_of_no_village_in_particular_is_none():
    text = "石桥镇总结\n以村党支部与镇外党组织结对为抓手，在青山村试点。"
    assert named(text, FactKind.BRANCH) == []


def test_a_team_acts_as_one_side():
    text = "青山村与成都巴山电缆厂退休党员先锋队合办夜校。"
    assert named(text, FactKind.GROUP) == ["成都巴山电缆厂退休党员先锋队"]


def test_provinces_are_read_by_one_character_only_in_a_list():
    assert named("专家来自黑、浙等地的高校。", FactKind.PLACE) == ["黑龙江省", "浙江省"]
    assert named("黑茶、浙贝母等药材。", FactKind.PLACE) == []


def test_a_place_in_a_shortened_name_is_no_place():
    text = "四川众力建设集团有限公司捐款。剩下的想请四川众力先垫付。"
    assert named(text, FactKind.PLACE) == []


def test_a_village_is_read_before_a_word_that_begins_with_a_direction():
    assert named("民康村西门塔尔牛繁育点建成。", FactKind.PLACE) == ["民康村"]
