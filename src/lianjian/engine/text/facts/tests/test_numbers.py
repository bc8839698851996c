"""Numbers as people write them, and what only looks like one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lianjian.engine.text.facts import NUMBERS

from .makers import facts


def read(text: str) -> list[tuple[object, ...]]:
    return [
        (one.text, one.value, one.unit, one.comparator)
        for one in facts(text)
        if one.kind in NUMBERS
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("危房30多户", ("30多户", 30, "户", "at_least")),
        ("走了500多人次", ("500多人次", 500, "人次", "at_least")),
        ("带动数百户", ("数百户", None, "户", "unknown")),
        ("十几个村", ("十几个", None, "个", "unknown")),
        ("达到40%—50%", ("达到40%—50%", (40, 50), "%", "range")),
        ("有六七成把握", ("六七成", (60, 70), "%", "range")),
        ("县里拨了60万，", ("60万", 600_000, "元", "exact")),
        ("花了3万5千，", ("3万5千", 35_000, "元", "exact")),
        ("住了半个月", ("半个月", Fraction(1, 2), "月", "exact")),
        ("为村里各编一份", ("一份", 1, "份", "exact")),
        ("光卖小米就进账70多万。", ("70多万", 700_000, "元", "at_least")),
        ("比去年低了三毛。", ("三毛", Fraction(3, 10), "元", "exact")),
        ("报名才十七八个，", ("十七八个", (17, 18), "个", "range")),
        ("剩仨等变压器", ("仨", 3, "个", "exact")),
        ("账上有13万6，", ("13万6", 136_000, "元", "exact")),
        ("机器4万2一台", ("4万2", 42_000, "元", "exact")),
        ("估计得花三万出头，", ("三万出头", 30_000, "元", "more_than")),
        ("纸箱钱1.5万封顶", ("1.5万封顶", 15_000, "元", "at_most")),
        ("工资村里开，一天180。", ("一天180", 180, "元/天", "exact")),
        ("厂房闲置了两年半，", ("两年半", Fraction(5, 2), "年", "exact")),
        ("夜里零下十二度，", ("零下十二度", -12, "度", "exact")),
        ("最大的63，", ("63", 63, "岁", "exact")),
        ("住村半年以上", ("半年以上", Fraction(1, 2), "年", "at_least")),
        ("招收娃娃二十几个。", ("二十几个", 20, "个", "at_least")),
        ("占三成五，", ("三成五", 35, "%", "exact")),
        ("还差管道6.3千米，", ("6.3千米", Fraction(63, 10), "千米", "exact")),
        ("还差一口蓄水池", ("一口", 1, "口", "exact")),
        ("答应派一名会计来", ("一名", 1, "名", "exact")),
        ("每季度碰一次头", ("一次", 1, "次", "exact")),
        ("缺两组消火栓", ("两组", 2, "组", "exact")),
        ("卖出百合9万枝，", ("9万枝", 90_000, "枝", "exact")),
        ("有几件难事", ("几件", None, "件", "unknown")),
        ("此后先签一年。", ("一年", 1, "年", "exact")),
        ("10月31日前发至yaoshan@example.cn，共3份", ("3份", 3, "份", "exact")),
    ],
)
def test_a_number_has_its_words_its_unit_and_its_bound(text, number):
    assert read(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "二次消费",
        "千斤乡的村口",
        "前100名下单有礼",
        "出台“三张清单”制度",
        "开一次会",
        "只来过一次面",
        "翻了半天单子",
        "协议里添一条，写明责任",
        "已有这一项，不再另列",
        "这几户都搬了",
        "停了超过半月",
        "走了一家又一家",
        "件数对，没少",
        "到两村授课",
        "多数村缺技术",
        "一住就是大半年",
        "智能家具零部件",
        "深山里的千年瑶寨",
        "没要一分钱",
        "全靠三轮车倒运",
        "腾出电商楼三层",
        "得到多方关照",
        "想把更多村子纳入",
        "村里没有一间教室",
        "建一边等",
    ],
)
def test_what_counts_nothing_is_no_number(text):
    assert read(text) == []


def test_sides_count_where_they_are_first_said():
    assert [one[0] for one in read("三方签约。三方商定四个方面。")] == ["三方", "四个"]


def test_a_list_says_its_unit_once():
    found = read("分别为9800、7400、3900人次")
    assert [one[1:3] for one in found] == [(9800, "人次"), (7400, "人次"), (3900, "人次")]


def test_bars_divide_a_table_too_and_a_column_may_have_its_own_unit():
    text = "村名｜投资（万元）｜户数（户）\n石桥村｜12.5｜30\n合计｜12.5｜30\n其他｜7\n\n甲｜8\n"
    assert [one[1:3] for one in read(text)] == [
        (125_000, "元"), (30, "户"), (125_000, "元"), (30, "户"), (70_000, "元"),
    ]  # fmt: skip


def test_the_cells_of_a_table_have_its_unit_and_its_first_column_none():
    text = "附表（单位：万元）\n序号\t项目\t投资\t比例\n1\t冷库\t420\t75%\n合计\t\t420\t\n其他 7\n"
    assert [one[:3] for one in read(text)] == [
        ("420", 4_200_000, "元"), ("75%", 75, "%"), ("420", 4_200_000, "元"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("建一座茶叶车间。", "一座", 1, "座"),
        ("牵头编一本防治手册", "一本", 1, "本"),
        ("投产一条餐具生产线", "一条", 1, "条"),
        ("借出一套发酵罐", "一套", 1, "套"),
        ("帮助联系一位专家", "一位", 1, "位"),
        ("每季度公布一次收支", "一次", 1, "次"),
        ("大概20来万，镇里想办法", "大概20来万", 200_000, "元"),
        ("报价都在百万以上。", "百万以上", 1_000_000, "元"),
        ("冷库那15万我们拿不出来", "15万", 150_000, "元"),
        ("一斤多花8分钱", "8分钱", Fraction(2, 25), "元/斤"),
        ("一多半空着", "一多半", 50, "%"),
    ],
)
def test_one_of_something_and_sums_as_they_are_spoken(text, words, value, unit):
    assert [one[:3] for one in read(text)] == [(words, value, unit)]
