"""Accords, pairings and how sides keep in touch: what is named, and what only sounds so."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import facts, named


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("合作社跟县里的超市签了供货合同。", ["供货合同"]),
        ("还签下一份采购合同：核桃仁60吨。", ["采购合同"]),
        ("上个月签的那个共建协议，村里章盖好了。", ["共建协议"]),
        ("和我们机关第二支部的结对协议里添一条。", ["结对协议"]),
        ("四方补签一份共建备忘录。", ["共建备忘录"]),
        ("联建协议签约公告\n双方签订《金银花产业联建协议书》。", ["《金银花产业联建协议书》"]),
        ("双方签署《白柚联建协议》（以下简称《协议》）。", ["《白柚联建协议》"]),
        ("有的签了协议不走动。", []),
        ("合同工资每月3000元。", []),
        ("按合同办事。", []),
    ],
)
def test_an_accord_is_what_sides_sign(text, signed):
    assert named(text, FactKind.ACCORD) == signed


def test_a_contract_says_that_it_is_one():
    [one] = [one for one in facts("合作社与超市签了供货合同。") if one.kind == FactKind.ACCORD]
    assert one.more["accord_kind"] == "合同"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("佛堂岭村党支部与太行药科职业学院党委签订联建协议。", ["联建"]),
        ("清水村党支部与农学院党委结为共建支部。", ["共建"]),
        ("甲山村与华岳药业公司党委结对，乙水村与锦水机电公司党支部结对。", ["结对", "结对"]),
        ("和平村党支部与县外党组织结成对子。", []),
        ("研究洪沟滩村黄花菜加工和结对单位有关事项。", []),
        ("选择红旗乡和青山村试点“联建顾问”制度。", []),
    ],
)
def test_a_pairing_joins_two_that_are_named(text, joined):
    assert named(text, FactKind.PAIRING) == joined


def test_a_table_names_partners_below_its_head():
    text = (
        "结对情况\n韩家村近况如下。\n村名｜联建单位｜时间\n"
        "韩家村｜北辽花生研究所党支部｜2024年11月\n黄花甸子村｜暂无\n"
    )
    found = [one for one in facts(text) if one.kind == FactKind.PAIRING]
    assert [(one.text, one.value) for one in found] == [("北辽花生研究所党支部", "联建")]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("双方支部每季度碰一次头。", ["每季度碰一次头"]),
        ("各方各明确1名联络员，负责对接。", ["各明确1名联络员"]),
        ("建立“双月调度、半年通报”制度。", ["“双月调度、半年通报”制度"]),
        ("每季度收购一次鲜货。", []),
    ],
)
def test_a_liaison_says_how_sides_keep_in_touch(text, how):
    assert named(text, FactKind.LIAISON) == how


@pytest.mark.parametrize("bar", ["\t", "｜", "|"])
def test_an_empty_cell_names_no_partner(bar):
    rows = ("序号 村 联建单位 项目", "1 石桥村  白果加工厂", "2 甲山村 农学院党委 冷库")
    text = "结对情况\n" + "".join(row.replace(" ", bar) + "\n" for row in rows)
    found = [one.text for one in facts(text) if one.kind == FactKind.PAIRING]
    assert found == ["农学院党委"]
