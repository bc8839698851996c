"""Which division a place of a text is."""

from __future__ import annotations

import pytest

from lianjian.engine.text import facts
from lianjian.engine.text.facts import Division, FactKind, Gazetteer
from lianjian.files.lexicon import lexicon

from . import makers
from .makers import named

COUNTY = Division(990101000000000, "示例县", "示例", "county", None)
HAMLET = Division(990101000000001, "蔡家沟", "蔡家沟", "hamlet", COUNTY.code)


def test_a_hamlet_is_found_in_its_county_however_often_the_county_is_named():
    gazetteer = Gazetteer([COUNTY], lambda _county: [HAMLET])
    text = "示例县的蔡家沟游人如织。近年来，示例县做了不少。示例县说，示例县的蔡家沟很好。"
    for said in (text, text[:12]):
        found = facts.read(said, lexicon=lexicon(), gazetteer=gazetteer)
        [hamlet] = [one for one in found if one.value == "蔡家沟"]
        assert hamlet.more["code"] == HAMLET.code


def test_a_hamlet_on_no_list_keeps_its_name_and_has_no_code():
    found = facts.read("示例县的蔡家沟游人如织。", lexicon=lexicon(), gazetteer=Gazetteer([COUNTY]))
    [hamlet] = [one for one in found if one.value == "蔡家沟"]
    assert "code" not in hamlet.more


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("来自松源、洋后、王山口等5个村的62名学员参训。", ["松源", "洋后", "王山口"]),
        ("现在下洼、前湾两个自然村都通了水。", ["下洼", "前湾"]),
        ("在夏家河村规划建设驿站。", ["夏家河村"]),
        ("力争村均收入达到30万元，争取村均再增。", []),
        ("用电比上年省了60元，大柘是茶叶大镇。", []),
        ("对停工项目一村一策。", []),
        ("大学生村官来了。", []),
        ("巴中南江的花椒卖到浙西。", ["南江县", "浙西"]),
    ],
)
def test_a_place_is_told_by_its_list_and_never_by_a_word_that_only_ends_like_one(text, places):
    assert named(text, FactKind.PLACE) == places


def test_a_county_is_a_place_though_a_branch_begins_with_its_name():
    text = "我村位于南江县石桥镇，紧邻清水河水库，种柑橘。\n南江县石桥镇青山村党支部"
    assert named(text, FactKind.PLACE) == ["南江县", "石桥镇", "清水河水库"]


def test_a_city_before_its_county_is_one_place_with_it():
    found = [one.text for one in makers.facts("来到巴中南江县考察。") if one.kind == FactKind.PLACE]
    assert found == ["巴中南江县"]


@pytest.mark.parametrize(
    ("text", "place"), [("给村里拉枣进浙，销路广。", "浙江省"), ("八角村种木瓜。", "八角村")]
)
def test_a_province_by_its_letter_and_a_village_by_a_numeral(text, place):
    assert named(text, FactKind.PLACE) == [place]
