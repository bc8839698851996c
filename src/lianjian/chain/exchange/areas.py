"""Guess the work area of a need or an offer from its words. A person can always correct it."""

from __future__ import annotations

from .models import WorkArea

# The order settles draws: a word that says what is done goes before one that says what with.
_WORDS: dict[str, tuple[str, ...]] = {
    WorkArea.INVESTMENT: (
        "招商",
        "引资",
        "投资",
        "融资",
        "贷款",
        "资金",
        "入股",
        "项目落地",
        "签约",
    ),
    WorkArea.RECRUITMENT: (
        "人才",
        "招聘",
        "引才",
        "专家进",
        "博士",
        "返乡",
        "实习",
        "用工",
        "挂职",
    ),
    WorkArea.TRAINING: (
        "培训",
        "培养",
        "讲课",
        "授课",
        "课堂",
        "辅导",
        "研学",
        "学习",
        "党课",
        "讲座",
    ),
    WorkArea.TECHNOLOGY: (
        "技术",
        "检测",
        "测试",
        "品种",
        "防治",
        "嫁接",
        "科研",
        "设备",
        "数字",
        "规划",
        "设计",
        "试验",
    ),
    WorkArea.LIVELIHOOD: (
        "道路",
        "饮水",
        "路灯",
        "养老",
        "医疗",
        "义诊",
        "看病",
        "助学",
        "图书",
        "环境",
        "厕所",
        "文化活动",
        "照料",
        "食堂",
        "法律",
        "调解",
    ),
    WorkArea.INDUSTRY: (
        "销路",
        "销售",
        "收购",
        "包装",
        "加工",
        "品牌",
        "直播",
        "电商",
        "冷库",
        "旅游",
        "民宿",
        "合作社",
        "种植",
        "养殖",
        "市场",
        "门店",
        "仓储",
        "物流",
    ),
}


def guess_area(text: str) -> str:
    """The work area whose words a text uses most; industrial development when it uses none."""
    hits = {area: sum(text.count(word) for word in words) for area, words in _WORDS.items()}
    best = max(hits, key=lambda area: hits[area])
    return best if hits[best] else WorkArea.INDUSTRY
