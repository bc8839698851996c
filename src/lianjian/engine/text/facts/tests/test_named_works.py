"""Works that no word of building stands beside, and those that a village means to build."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import named


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("二、议定事项\n1.村部后山挡土墙加固。长120米。\n", ["村部后山挡土墙加固"]),
        ("2.蔬菜分拣包装车间建设。公司出钱。\n", ["蔬菜分拣包装车间建设"]),
        ("（三）桥头村文化长廊。预算9万元。\n", ["桥头村文化长廊"]),
        ("桑叶茶加工厂二期还差120万元。", ["桑叶茶加工厂二期"]),
        ("香菇菌棒厂由北京惠禾公司投资1200万元。", ["香菇菌棒厂"]),
        ("利民桥投资120万元，其中省里补助80万元。", ["利民桥"]),
        ("冷库那15万我们真拿不出来。", ["冷库"]),
        ("设计院免费出村民活动广场方案。", ["村民活动广场"]),
        ("双方合作的花卉组培中心，因用地指标迟迟未动工。", ["花卉组培中心"]),
        ("投资300万元的黑山羊扩繁场正在平整场地。", ["黑山羊扩繁场"]),
        ("你们去年投的那个竹编车间，月月有订单。", ["竹编车间"]),
        ("资金重点支持三件事：茶青交易市场、生产便道。", ["茶青交易市场", "生产便道"]),
        ("总投资1.2亿元的抽水蓄能项目落户南岭乡。", ["抽水蓄能项目"]),
    ],
)
def test_a_work_is_told_by_an_item_by_money_by_a_design_or_by_whose_it_is(text, told):
    assert named(text, FactKind.PROJECT) == told


@pytest.mark.parametrize(
    "text",
    [
        "食品厂投资80万元买了三辆车。",
        "设计院派来两名工程师。",
        "1.强化阵地建设。\n2.工作现场。\n",
        "村庄困难清单\n1.冷库。\n",
        "停办的班次，下月恢复。",
    ],
)
def test_who_invests_and_what_is_asked_for_is_no_work(text):
    assert named(text, FactKind.PROJECT) == []


def test_what_a_village_means_to_build_is_a_project_and_what_it_asks_for_is_a_need():
    assert named("四桥村想上艾绒提纯生产线。", FactKind.PROJECT) == ["艾绒提纯生产线"]
    assert named("村里希望帮助建艾绒提纯生产线一条。", FactKind.PROJECT) == []
