"""First wordings to begin from, by work area. The parties agree on the words, not we."""

from __future__ import annotations

from dataclasses import dataclass

from lianjian.chain.exchange.models import WorkArea


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
        "industry",
        "产业发展",
        "乙方帮助甲方就……产业作一次实地诊断，于……前提出书面建议，由甲方决定是否采纳。",
        WorkArea.INDUSTRY,
    ),
    ClauseTemplate(
        "investment",
        "招商引资",
        "各方互通项目线索，线索来自何方、推进到哪一步，在系统内如实记录，不设数量要求。",
        WorkArea.INVESTMENT,
    ),
    ClauseTemplate(
        "recruitment",
        "招才引智",
        "乙方按甲方提出的需求推荐……方面人才，甲方提供工作场所和基本条件。",
        WorkArea.RECRUITMENT,
    ),
    ClauseTemplate(
        "training",
        "人才培养",
        "乙方每年为甲方举办……培训不少于……期，内容由参加的人提出。",
        WorkArea.TRAINING,
    ),
    ClauseTemplate(
        "technology",
        "技术服务",
        "乙方指派……方面专家，接到甲方请求后……个工作日内答复，需要时到村。",
        WorkArea.TECHNOLOGY,
    ),
    ClauseTemplate(
        "livelihood",
        "改善民生",
        "各方共同办好……一件民生实事，所需资金的来源和数额另行书面约定。",
        WorkArea.LIVELIHOOD,
    ),
    ClauseTemplate(
        "leading_group",
        "协调领导小组",
        "各方于……前各自成立共建协调领导小组并互送名单，未能成立的，说明缘由和时间。",
    ),
)

BY_KEY = {one.key: one for one in TEMPLATES}
