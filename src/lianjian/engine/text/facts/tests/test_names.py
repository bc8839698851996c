"""Bodies and places: where their names begin and end, and what names none."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import facts, named

BODIES = (FactKind.ORGANISATION, FactKind.BRANCH, FactKind.GROUP)


def test_villages_that_share_the_word_for_a_branch_are_one_branch_each():
    text = "学院与青山村、石桥村和大坪村党支部举行签约仪式。"
    assert named(text, FactKind.BRANCH) == ["青山村党支部", "石桥村党支部", "大坪村党支部"]


def test_a_short_name_is_not_another_body():
    text = "成都锦水管道有限公司捐赠水管。成都锦水公司食堂每月订银耳300斤。"
    assert named(text, *BODIES) == ["成都锦水管道有限公司"]


def test_the_host_of_a_branch_is_a_body_only_where_it_stands_alone():
    text = "与皖西农林职业学院茶学系党支部共建。会议在皖西农林职业学院召开。"
    assert named(text[: text.index("会议")], *BODIES) == ["皖西农林职业学院茶学系党支部"]
    assert named(text, *BODIES) == ["皖西农林职业学院茶学系党支部", "皖西农林职业学院"]


@pytest.mark.parametrize(
    ("first", "then", "body"),
    [
        ("成都锦水机械有限公司党支部", "锦水机械捐赠40万元。", "成都锦水机械有限公司"),
        ("成都锦水机械有限公司党支部", "成都锦水出50万元。", "成都锦水机械有限公司"),
        ("浙江医药学院护理学院党总支", "护理学院每月来一次。", "浙江医药学院护理学院"),
        ("成都启航职业技术学校党总支", "启航学校开班两期。", "成都启航职业技术学校"),
    ],
)
def test_a_short_name_alone_is_the_host_of_the_branch(first, then, body):
    assert named(f"与{first}签约。{then}", FactKind.ORGANISATION) == [body]


def test_a_title_may_call_a_faculty_by_its_short_name():
    text = "食品学院走进青山村\n四川林业大学食品学院党支部到青山村开展服务。"
    assert named(text, FactKind.ORGANISATION) == ["四川林业大学食品学院"]


def test_a_body_that_is_told_again_in_full_is_listed_once():
    text = "石桥镇青山村工作计划\n村党总支牵头落实。\n石桥镇青山村党总支"
    assert named(text, FactKind.BRANCH) == ["青山村党总支"]
    text = "南江县委组织部：\n请县委组织部协调。\n中共南江县委组织部"
    assert named(text, FactKind.ORGANISATION) == ["南江县委组织部"]


@pytest.mark.parametrize(
    "text", ["请协调一家律师事务所。", "与当地一家竹业公司谈妥。", "青山村村委会主任张某来了。"]
)
def test_one_of_a_kind_and_the_office_that_somebody_holds_are_no_bodies(text):
    assert named(text, *BODIES) == []


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


def test_steppe_villages_that_share_their_last_word_are_one_branch_each():
    text = "呼拉斯台、哈日淖尔、东毛瑞三个嘎查党支部书记参加。"
    assert named(text, FactKind.BRANCH) == [
        "呼拉斯台嘎查党支部", "哈日淖尔嘎查党支部", "东毛瑞嘎查党支部",
    ]  # fmt: skip
    text = "由对坊乡、固厚乡的5个村党支部组成。"
    assert named(text, FactKind.BRANCH) == []


def test_steppe_villages_and_towns_are_places():
    assert named("固日班花苏木报来材料。", FactKind.PLACE) == ["固日班花苏木"]
    assert named("呼和嘎查今年养牛800头。", FactKind.PLACE) == ["呼和嘎查"]
    assert named("协议送各嘎查征求意见，车费由苏木承担。", FactKind.PLACE) == []


def test_a_village_is_read_without_its_last_word_where_the_text_has_it():
    assert named("孙庄的老孙也想卖，孙庄村有120亩。", FactKind.PLACE) == ["孙庄"]
    assert named("南营子39户吃水要到外面拉。", FactKind.PLACE) == ["南营子"]
    assert named("生态农庄的生意好，茶庄的货卖完了，水沟这边要清淤。", FactKind.PLACE) == []


def test_a_county_is_read_at_the_head_of_a_clause():
    assert named("南江的冬天长。", FactKind.PLACE) == ["南江县"]
    assert named("年轻人都去成都上班了。", FactKind.PLACE) == ["成都市"]


def test_what_a_branch_is_called_by_is_no_place_of_its_own():
    text = "会上，洛口镇金竹村党支部、王家镇石桥村党支部作了发言。"
    assert named(text, FactKind.PLACE) == []


def test_a_company_is_named_by_what_it_alone_is_called():
    assert named("校属松苗农业科技公司订购大米。", *BODIES) == ["松苗农业科技公司"]
    assert named("引进现代农业科技公司，办起食品公司。", *BODIES) == []


@pytest.mark.parametrize(
    "text",
    [
        "村小学没处打球，1号仓做展厅。",
        "两村党支部负责落实，全县46个村党支部与县外党组织结对。",
        "石桥村人参初加工厂投产。",
    ],
)
def test_what_is_only_the_villages_is_no_body(text):
    assert named(text, *BODIES) == []


def test_verbs_before_a_village_are_none_of_its_name():
    text = "7月底前帮石桥村注册商标，抓紧办理青山村环评，食宿麻烦大坪村安排。"
    assert named(text, FactKind.PLACE) == ["石桥村", "青山村", "大坪村"]


def test_a_branch_stands_where_it_is_first_named():
    text = "大安乡工作报告\n由乡党委牵头。\n中共大安乡委员会\n"
    [branch] = [one for one in facts(text) if one.kind == FactKind.BRANCH]
    assert (branch.text, branch.value) == ("乡党委", "大安乡党委")


def test_the_parts_of_a_row_are_not_one_name():
    assert named("来虎村｜阜新宏泰源食品有限公司｜2项", *BODIES) == ["阜新宏泰源食品有限公司"]
