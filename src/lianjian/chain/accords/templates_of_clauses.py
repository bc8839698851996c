"""First wordings to begin from, by work area: whole texts, and single clauses (M43, M47).

The parties agree on the words, not we. What only they know is a gap (……), and a text with a gap
left open is never frozen.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.core.verdicts import Text


@dataclass(frozen=True, slots=True)
class ClauseTemplate:
    """A heading and a promise with its gaps left open (……)."""

    key: str
    heading: str
    text: str
    area: str = ""


TEMPLATES = (
    ClauseTemplate(
        "meeting",
        "季度会商",
        "各方每季度会商不少于一次，轮流承办，会后五日内列出事项，写明承担方和期限。",
    ),
    ClauseTemplate(
        "liaison",
        "联络机制",
        "各方各指定一名联络员，收到来函或者来电后……个工作日内答复；联络员变动的，当日告知其他各方。",
    ),
    ClauseTemplate(
        "industry",
        "产业发展",
        "乙方帮助甲方就……产业作一次实地诊断，于……前提出书面建议，由甲方决定是否采纳。",
        WorkArea.INDUSTRY,
    ),
    ClauseTemplate(
        "sales",
        "产销对接",
        "乙方帮助甲方的……对接……渠道，价格由买卖双方议定，乙方不收取费用。",
        WorkArea.INDUSTRY,
    ),
    ClauseTemplate(
        "investment",
        "招商引资",
        "各方互通项目线索，线索来自何方、推进到哪一步，在系统内如实记录，不设数量要求。",
        WorkArea.INVESTMENT,
    ),
    ClauseTemplate(
        "idle_assets",
        "盘活闲置资源",
        "甲方列出可以盘活的……清单，写明权属和用途；乙方于……前提出利用方案，由甲方依法决定。",
        WorkArea.INVESTMENT,
    ),
    ClauseTemplate(
        "recruitment",
        "招才引智",
        "乙方按甲方提出的需求推荐……方面人才，甲方提供工作场所和基本条件。",
        WorkArea.RECRUITMENT,
    ),
    ClauseTemplate(
        "workstation",
        "专家工作站",
        "各方在……共建专家工作站，专家每年到站不少于……天，做什么、做到哪一步，逐次记录。",
        WorkArea.RECRUITMENT,
    ),
    ClauseTemplate(
        "training",
        "人才培养",
        "乙方每年为甲方举办……培训不少于……期，内容由参加的人提出。",
        WorkArea.TRAINING,
    ),
    ClauseTemplate(
        "exchange",
        "互派锻炼",
        "各方每年互派……名同志到对方锻炼……个月，由接收方安排具体工作，由派出方承担其待遇。",
        WorkArea.TRAINING,
    ),
    ClauseTemplate(
        "technology",
        "技术服务",
        "乙方指派……方面专家，接到甲方请求后……个工作日内答复，需要时到村。",
        WorkArea.TECHNOLOGY,
    ),
    ClauseTemplate(
        "trial_plot",
        "试验示范",
        "各方在……建设试验示范点……亩，品种、技术由乙方提供，用地、管护由甲方承担，收成归……所有。",
        WorkArea.TECHNOLOGY,
    ),
    ClauseTemplate(
        "livelihood",
        "改善民生",
        "各方共同办好……一件民生实事，所需资金的来源和数额另行书面约定。",
        WorkArea.LIVELIHOOD,
    ),
    ClauseTemplate(
        "services",
        "服务下乡",
        "乙方每年到村开展……服务不少于……次，服务什么、谁受益，由村里事先提出。",
        WorkArea.LIVELIHOOD,
    ),
    ClauseTemplate(
        "leading_group",
        "协调领导小组",
        "各方于……前各自成立共建协调领导小组并互送名单，未能成立的，说明缘由和时间。",
    ),
    ClauseTemplate(
        "term",
        "期限与续签",
        "本协议自生效之日起有效期……年。期满前三十日，各方商定续签、修订或者终止。",
    ),
)

BY_KEY = {one.key: one for one in TEMPLATES}


@dataclass(frozen=True, slots=True)
class AccordTemplate:
    """A whole text to begin from: how it opens, on what it rests, and its clauses in order."""

    key: str
    name: Text
    preamble: str
    clauses: tuple[str, ...]

    principle = "自愿结对，量力而行；说到的写明，写明的做到，没有写明的不作要求。"


def _of_area(area: WorkArea, purpose: str) -> AccordTemplate:
    """The text of one work area: its clauses between what every accord needs."""
    own = tuple(one.key for one in TEMPLATES if one.area == area)
    clauses = ("meeting", "liaison", *own, "leading_group", "term")
    return AccordTemplate(area.value, area.label, _opening(purpose), clauses)


def _opening(purpose: str) -> str:
    return f"为{purpose}，各方自愿跨县域共建，经协商一致，订立本协议。"


WHOLE = (
    _of_area(WorkArea.INDUSTRY, "发展……产业、增加村集体和村民收入"),
    _of_area(WorkArea.INVESTMENT, "引进项目、盘活资源"),
    _of_area(WorkArea.RECRUITMENT, "引进急需人才和智力"),
    _of_area(WorkArea.TRAINING, "培养本地人才"),
    _of_area(WorkArea.TECHNOLOGY, "解决……生产中的技术难题"),
    _of_area(WorkArea.LIVELIHOOD, "改善村民生活"),
    AccordTemplate(
        "all",
        _("several work areas"),
        _opening("推动信息互通、资源共享、项目共建"),
        ("meeting", "liaison", *(area.value for area in WorkArea), "leading_group", "term"),
    ),
)

WHOLE_BY_KEY = {one.key: one for one in WHOLE}
