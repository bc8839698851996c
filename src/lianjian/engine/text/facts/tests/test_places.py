"""Which division a place of a text is."""

from __future__ import annotations

from lianjian.engine.text import facts
from lianjian.engine.text.facts import Division, Gazetteer
from lianjian.files.lexicon import lexicon

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
