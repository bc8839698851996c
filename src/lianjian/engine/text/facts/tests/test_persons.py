"""People: by their posts, in the lines around a text, by their surname alone."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import facts, named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村党支部书记林福根说，路修好了。", ["林福根"]),
        ("（文/图 材料学院 朱晓岚 审核/刘秉文）", ["朱晓岚", "刘秉文"]),
        ("验收组长：栾国兴 成员（签字）：闫淑清 于波等", ["栾国兴", "闫淑清", "于波"]),
        ("图文：石桥镇党建办 编辑：沈小满 监制：左文斌", ["沈小满", "左文斌"]),
        ("联络员由促进会秘书处覃晓荔和石桥镇党建办谭显峰担任。", ["覃晓荔", "谭显峰"]),
        ("主持：宁国栋（联合党委书记）", ["宁国栋"]),
        ("石桥村 祁生海（村党支部书记）", ["祁生海"]),
        ("他们的书记姓傅，傅晓楠，电话我回头发您。", ["傅晓楠"]),
        ("王桂香老人82岁，一个人住。", ["王桂香"]),
        ("李书记好，跟您说下昨天的情况。", ["李书记"]),
        ("研究所来了小何和一名研究生。", ["小何"]),
        ("教授杨柏川团队研发了新工艺。", ["杨柏川"]),
        ("联络员：沙文斌（村方）、蒋薇（企方）。", ["沙文斌", "蒋薇"]),
        ("余款由王继良负责对接。", ["王继良"]),
        ("【新堡村-马晓军】早上通电了", ["马晓军"]),
        ("项目经理小郭到场，@邓会计 记得盖章。", ["小郭", "邓会计"]),
        ("到会党员：孙有才、李二牛、钱满仓等23人", ["孙有才", "李二牛", "钱满仓"]),
        ("参加：石桥村赖小春，农产品集团党委王蔚，县农业农村局黄涛", ["赖小春", "王蔚", "黄涛"]),
        ("列席：第一书记童谣、会计小谭", ["童谣", "小谭"]),
        ("填报：石桥镇党建办 国春雨", ["国春雨"]),
        ("记录人：镇党建办金花", ["金花"]),
        ("记者 李想 通讯员 江山", ["李想", "江山"]),
        ("今天跟信用社王主任谈贷款，给镇上周镇长打了电话。", ["王主任", "周镇长"]),
        ("刘处好！县水利局宋工看过，小董股长翻了单子。", ["刘处", "宋工", "小董股长"]),
        ("黑蜂合作社老于先匀出80个箱，支书老康又去了。", ["老于", "老康"]),
        ("一名村民姓赵，家里有三口人。", ["赵"]),
        ("李沛霖是学院派来的科技特派员。", ["李沛霖"]),
        ("党委书记何文斌、教授冯立冬带着师生。", ["何文斌", "冯立冬"]),
        ("村医索朗卓玛坚守岗位，嘎查达苏和说牧草好。", ["索朗卓玛", "苏和"]),
        ("书记吾买尔·卡德尔表示，要学先进。", ["吾买尔·卡德尔"]),
        ("技术总监孟凡教大家修剪，采购经理赵岩通电话。", ["孟凡", "赵岩"]),
        ("选举金凤为支部书记，任命邢磊为组长。", ["金凤", "邢磊"]),
        ("石桥村党支部书记 佟宝山\n2025年8月19日", ["佟宝山"]),
        ("机器先盖着。\n老周（驻村第一书记）", ["老周"]),
        ("驻村第一书记双签字，走出县门请先生。", []),
    ],
)  # fmt: skip
def test_a_person_is_named_once(text, names):
    found = [one for one in facts(text) if one.kind == FactKind.PERSON]
    assert list(dict.fromkeys(one.value for one in found)) == names


@pytest.mark.parametrize(
    "text",
    [
        "镇党委书记任第一书记，每月调度。",
        "办起“老师傅夜校”，学员百余人次。",
        "联系人：石桥镇党建办，电话另行通知。",
        "老白茶卖得好，小马路修通了。",
        "祝各位老师工作顺利。",
        "能给人家的少，一家人都在外地。",
        "主任安排人送货，经理人高兴地说生意好。",
        "农户马上就能拿到钱，村民张罗着摆席。",
        "党员应当带头，贫困户应保尽保。",
        "机电工程系安排3名教师，主任何时来？",
        "会计划拨3万元，队长期驻村，主任务是修路。",
        "老路修好了，小江边上建了泵房，老黄牛卖了。",
        "参加人员：全体党员、村民代表、驻村工作队。",
        "村干部包片、党员包户，各单位施工、高校招生。",
        "撰稿人：宣传科",
    ],
)
def test_words_like_names_are_nobody(text):
    assert named(text, FactKind.PERSON) == []


def test_who_takes_another_post_is_named_in_both():
    text = "由公司生产部经理关维东担任书记，以副教授白雅琴为组长，聘请退休干部齐向东担任顾问。"
    roles = [(one.value, one.more["role"]) for one in facts(text) if one.kind == FactKind.PERSON]
    assert roles == [
        ("关维东", "经理"), ("关维东", "书记"), ("白雅琴", "副教授"), ("白雅琴", "组长"),
        ("齐向东", "干部"), ("齐向东", "顾问"),
    ]  # fmt: skip


def test_who_was_present_is_named_in_their_post_alone():
    [one] = [one for one in facts("参会：石桥镇副镇长崔永哲") if one.kind == FactKind.PERSON]
    assert (one.value, one.more["role"]) == ("崔永哲", "副镇长")


def test_a_day_in_a_name_is_no_date():
    assert named("教授冯立冬带着9名师生来到石桥村。", FactKind.DATE) == []
    assert named("村里于立冬前完成冬灌。", FactKind.DATE) != []


def test_the_next_label_and_a_number_of_classes_are_nobody():
    assert named("（编辑：彭小雨 审核：郑家辉 发布日期：2025-07-15）", FactKind.PERSON) == [
        "彭小雨",
        "郑家辉",
    ]
    assert named("开设焊工班两期，68人。", FactKind.PERSON) == []
    assert named("和上海徐汇一家文创企业结对。", FactKind.PERSON) == []
