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
    ],
)
def test_words_like_names_are_nobody(text):
    assert named(text, FactKind.PERSON) == []
