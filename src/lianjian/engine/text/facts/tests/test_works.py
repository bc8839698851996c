"""What is built, and on what occasions people meet."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import named


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("村里新建了一座300平方米的菌菇烘干房。", ["菌菇烘干房"]),
        ("青山村肉牛养殖场6月动工。", ["青山村肉牛养殖场"]),
        ("把村口的老戏台改造成村史馆。", ["村史馆"]),
        ("今年，油坊技改、河边步道已通过验收。", ["油坊技改", "河边步道"]),
        ("春节前把蓄水池修好。", ["蓄水池"]),
        ("争取把道路拓宽列入明年计划。", ["道路拓宽"]),
        ("项目名称｜总投资\n来龙村脱壳线技改｜74\n", ["来龙村脱壳线技改"]),
        (
            "蔬菜集配中心项目验收意见\n蔬菜集配中心项目已竣工，建成冷库一座。\n",
            ["蔬菜集配中心项目"],
        ),
        ("在加工车间召开现场会。", []),
        ("围绕基地建设开展培训，建设美丽乡村。", []),
        ("急需建一座冷库。", []),
        ("学院暑假派学生来办“假期课堂”。", []),
    ],
)
def test_a_work_is_named_behind_its_building_or_before_its_state(text, built):
    assert named(text, FactKind.PROJECT) == built


def test_the_same_work_is_told_once():
    text = "实施高山蔬菜烘干中心项目。烘干中心项目已竣工。"
    assert named(text, FactKind.PROJECT) == ["高山蔬菜烘干中心项目"]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("公司捐的30台缝纫机到了。", ["30台缝纫机"]),
        ("学院派来技术员3名。", ["技术员3名"]),
        ("总投资312万元，其中商会出资180万元，衔接资金132万元。", ["出资180万元", "衔接资金"]),
        ("设备款60万元由集团垫付。", ["设备款60万元"]),
        ("2名博士研究生常年驻村。", ["2名博士研究生"]),
        ("栽培技术无偿提供给村里。", ["栽培技术"]),
        ("希望公司派技术员2名。", []),
        ("公司收购鲜果200吨，支付货款80万元。", []),
        ("她是学院派来的特派员。", []),
    ],
)
def test_what_is_given_is_told_by_its_giving(text, given):
    assert named(text, FactKind.RESOURCE) == given


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (FactKind.ASSET, "新村的帮扶车间闲置了一年半。", ["帮扶车间"]),
        (FactKind.ASSET, "镇里把旧税务所腾出来。", ["旧税务所"]),
        (
            FactKind.MEETING,
            "石板乡第三次碰头会记录\n下次会议另行通知。\n",
            ["石板乡第三次碰头会", "下次会议"],
        ),
        (FactKind.ACTIVITY, "12月底前开展一次满意度测评。", ["满意度测评"]),
        (FactKind.ACTIVITY, "村民参加培训。", []),
        (FactKind.STATION, "双方合建科技小院。", ["科技小院"]),
    ],
)
def test_idle_buildings_meetings_and_activities_are_named(kind, text, told):
    assert named(text, kind) == told
