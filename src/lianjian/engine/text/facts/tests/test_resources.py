"""What is given, however it is said; and which pairings a text hints at."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import facts, named


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("机电学校送来电工教材80本、万用表20块。", ["电工教材80本", "万用表20块"]),
        ("对方愿意拿出30亩苗圃，和村里合办育苗场。", ["30亩苗圃"]),
        ("物流公司送来售货车1辆、捐羽绒服200件、安排司机岗11个。", ["售货车1辆", "羽绒服200件"]),
        ("系里借出一套50升发酵罐试用。", ["一套50升发酵罐"]),
        ("商会投入模具、烘箱等设备。", ["模具、烘箱等设备"]),
        ("硬件28万元由公司垫付。", ["28万元"]),
        ("公司出资18万元购置的烘干机组归村集体使用。", ["出资18万元", "烘干机组"]),
        ("把旧粮库无偿交给公司使用。", ["旧粮库"]),
        ("技术和管理由公司出，场地由村里出。", ["技术", "场地"]),
        ("村里腾出电商楼三层的4间屋。", ["4间屋"]),
        ("农机公司给村里配了两台插秧机、一台烘干塔。", ["两台插秧机", "一台烘干塔"]),
        ("我单位可提供：旧办公桌20张，打印机一台。", ["旧办公桌20张", "打印机一台"]),
        ("校方先垫了3.6万元。", ["垫了3.6万元"]),
    ],
)
def test_what_is_given_is_read_in_many_words(text, given):
    assert named(text, FactKind.RESOURCE) == given


@pytest.mark.parametrize(
    "text",
    [
        "公司全年提供就业岗位60个，人均月增收2300元。",
        "派出所民警上门登记。",
        "会上发放问卷80份，收集意见45条。",
        "今年发放分红18万元，惠及212户。",
        "要拿出切实可行的办法。",
        "村里送走第一批游客320人。",
        "带来了先进理念和管理经验。",
        "选派2名后备干部到公司挂职学习。",
        "希望贵单位能捐赠电脑20台。",
        "计划总投资800万元，建设冷链中心。",
        "投入使用新生产线。",
    ],
)
def test_what_only_sounds_like_giving_is_none(text):
    assert named(text, FactKind.RESOURCE) == []


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("瑶山村联建第二次联席会议纪要\n会议由村支书主持。\n", ["联建"]),
        ("自2024年3月与贵公司党委结对以来，村里修了路。", ["结对"]),
        ("该村的共建单位——宁波甬江水产集团送来鱼苗。", ["共建"]),
        ("结对协议他们还在看，月底前能签。", ["结对"]),
        ("共建支部结成对子。清水村党支部与农学院党委结对。", ["结对"]),
        ("全县签订联建协议32份。", []),
        ("希望结对单位多来走走。", []),
        ("全镇12个村实现结对全覆盖。", []),
        ("开展共建活动，美化环境。", []),
        ("去年以来，我镇扎实推进跨县域联建。", []),
    ],
)
def test_a_pairing_that_is_only_hinted_at_is_told_if_no_other_is(text, joined):
    assert named(text, FactKind.PAIRING) == joined


def test_a_price_of_the_line_before_makes_no_price_of_what_is_given():
    found = [one.text for one in facts("总价\n捐资20万元。") if one.kind == FactKind.RESOURCE]
    assert found == ["捐资20万元"]
