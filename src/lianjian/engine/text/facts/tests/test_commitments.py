"""Commitments: who is bound is not in them; measures, targets and resolutions are none."""

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.engine.text.facts import FactKind, Modality

from .makers import facts, named

TOLD = dt.date(2025, 9, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("公司承诺以每公斤16元的保底价收购鲜货。", ["以每公斤16元的保底价收购鲜货"]),
        ("双方商定：研究会为6个村各编一份方案；商会收购土蜂蜜两吨。",
         ["为6个村各编一份方案", "收购土蜂蜜两吨"]),
        ("学院将在该村建30亩种质圃，并按每亩600元支付租金。",
         ["将在该村建30亩种质圃", "按每亩600元支付租金"]),
        ("除臭塔须于9月20日前安装到位。", ["除臭塔须于9月20日前安装到位"]),
        ("促进会还将优先考虑在村里设驿站。", ["将优先考虑在村里设驿站"]),
        ("力争6月底前动工。", ["力争6月底前动工"]),
    ],
)  # fmt: skip
def test_a_commitment_is_what_is_to_be_done(text, what):
    assert named(text, FactKind.COMMITMENT) == what


@pytest.mark.parametrize(
    "text",
    [
        "公司已收购鲜货30吨。",
        "力争村集体收入突破400万元。",
        "镇党委将认真总结经验，继续加强联建工作。",
        "总投资控制在150万元以内。",
        "意见请于12月25日前反馈。",
        "目前还只是想法。",
        "“我们将把路修好。”他说。",
    ],
)
def test_what_binds_nobody_is_none(text):
    assert named(text, FactKind.COMMITMENT) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("公司答应年底前把棚膜换完，工钱由村里解决。", ["年底前把棚膜换完", "工钱由村里解决"]),
        ("王总电话里讲，苗子钱他们出。", ["苗子钱他们出"]),
        ("化验费我们掏，车村里派。", ["化验费我们掏"]),
        ("会议决定，村集体出地两亩，11月底前腾出来。", ["出地两亩", "11月底前腾出来"]),
        ("医院答应每季度来村义诊一次。", ["每季度来村义诊一次"]),
        ("厂里说先给200个纸箱试试，月底送到。", ["先给200个纸箱试试，月底送到"]),
        ("双方约定每半年碰一次头。", ["每半年碰一次头"]),
        ("双方签订协议，约定促进会每年帮助销售茶叶不少于2吨。", ["每年帮助销售茶叶不少于2吨"]),
        ("公司出资80万元，明年6月底前建成。", ["出资80万元，明年6月底前建成"]),
        ("商会承诺捐赠化肥10吨，并派人施肥。", ["捐赠化肥10吨", "派人施肥"]),
    ],
)
def test_people_promise_in_many_words(text, what):
    assert named(text, FactKind.COMMITMENT) == what


@pytest.mark.parametrize(
    "text",
    [
        "去年公司修了一座桥，食宿由村里承担。",
        "公司已为村里安装路灯30盏，费用由公司承担。",
        "我们将充分发挥自身优势，助力乡村振兴，打造共富样板。",
        "镇里将加强协调，形成有效机制。",
        "批复总投资268万元，其中企业捐助50万元，其余由两村自筹18万元。",
        "村集体只能拿出10万元。",
        "都盼着月底前给个回音。",
        "学院派出专家6名驻村指导，协会捐赠化肥10吨。",
        "本协议不设排他条款。",
        "国网公司计划于2025年8月9日。",
        "双方就下一步合作进行了交流。",
        "今年以来，学院每月派2名教师驻点5天，累计培训村民300人次。",
        "各村要高度重视，抓紧落实。",
    ],
)
def test_what_is_over_or_only_hoped_for_is_none(text):
    assert named(text, FactKind.COMMITMENT) == []


def test_an_item_s_name_is_none_and_its_deed_is_one():
    text = "会议纪要\n会议议定：\n1.机井维修。公司派技术员3名，6月20日前修好。\n"
    assert named(text, FactKind.COMMITMENT) == ["派技术员3名，6月20日前修好"]


def test_what_says_more_of_a_deed_belongs_to_it():
    text = "双方商定：学院选派教师2名，住满一个月；公司安装路灯55盏，6月底前亮起来。"
    assert named(text, FactKind.COMMITMENT) == [
        "选派教师2名，住满一个月", "安装路灯55盏，6月底前亮起来",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("华岳药业有限公司答应9月底前交付除草机。", "华岳药业有限公司", "2025-09-30"),
        ("青山村党支部与华岳药业有限公司见面，公司承诺收购鲜货30吨。", "华岳药业有限公司", None),
        ("议定事项\n烘干房9月20日前装好设备，由王蔚负责。", "王蔚", "2025-09-20"),
        ("双方约定每半年碰一次头。", "双方", None),
        ("村支书李大山表态：9月10日前把地腾出来。", "李大山", "2025-09-10"),
        ("公司承诺收购鲜货30吨。\n华岳药业有限公司后来来信。", "公司", None),
        ("须于9月20日前安装到位。", None, "2025-09-20"),
    ],
)
def test_a_commitment_says_whom_it_binds_and_by_when(text, owner, due):
    one = next(one for one in facts(text, TOLD) if one.kind == FactKind.COMMITMENT)
    assert (one.more.get("owner"), one.more.get("due")) == (owner, due)


def test_figures_of_a_promise_are_not_read_as_done():
    text = "华岳药业有限公司的人回话了，设备款掏18万元，剩下的村里自己凑。去年到账5万元。"
    said = {one.text: one.modality for one in facts(text) if one.kind == FactKind.AMOUNT}
    assert said == {"18万元": Modality.PLANNED, "5万元": Modality.DONE}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("村支部承担场地和水电，商会负责培训师资。", ["承担场地和水电", "负责培训师资"]),
        ("镇里协调变压器，公司出设备，我们腾地方。", ["出设备", "腾地方"]),
        ("厂方愿以成本价供应鱼苗。", ["以成本价供应鱼苗"]),
        ("对方说，先拿两百件试卖。", ["先拿两百件试卖"]),
        ("门窗咱村自己买，被褥他们送。", ["门窗咱村自己买", "被褥他们送"]),
        ("农科院答应送薯苗3万株，清明前送到。", ["送薯苗3万株，清明前送到"]),
        ("商会答应派2名会计来村，带一名学生。", ["派2名会计来村，带一名学生"]),
        ("会议决定，9月底前添置烘干机4台，由镇农技站采购。",
         ["9月底前添置烘干机4台，由镇农技站采购"]),
        ("下半年重点做好两件事：一是建成菇棚30个；二是送12人去寿光学习。",
         ["建成菇棚30个", "送12人去寿光学习"]),
        ("集团主席表态，10月20日以前打到乡财政专户。", ["10月20日以前打到乡财政专户"]),
        ("双方约定每逢单月碰一次头。", ["每逢单月碰一次头"]),
        ("会议议定：日常维护由老周负责。", ["日常维护由老周负责"]),
    ],
)  # fmt: skip
def test_clerks_say_it_in_other_words(text, what):
    assert named(text, FactKind.COMMITMENT) == what


@pytest.mark.parametrize(
    "text",
    [
        "恳请县交通局把这条路列入明年计划。",
        "企业有意向，我们也不晓得找谁办。",
        "村支书讲了明年的打算和难处：没有冷库。",
        "原计划引进企业5家。",
        "已申报衔接资金150万元。",
        "盖这座库要60万元。",
        "本月18号前给我个话。",
        "请各单位于9月10日前将回执报组织部。",
        "集团联系人：老周。",
        "要把夜校办下去。",
        "安装调试全包。",
    ],
)
def test_requests_names_and_costs_bind_nobody(text):
    assert named(text, FactKind.COMMITMENT) == []
