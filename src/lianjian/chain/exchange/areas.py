"""Guess work area and industry of a need or an offer from its words. A person can correct both."""

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


# Of two words that are as frequent, the one that says more: a product before the trade with it.
_LIVES_ON: dict[str, tuple[str, ...]] = {
    "13": ("加工", "分级", "腌制", "烘干", "榨油", "碾米"),
    "15": ("茶叶", "茶青", "制茶", "酿酒", "果酒", "饮料"),
    "01": (
        "果",
        "茶园",
        "稻",
        "粮",
        "蔬菜",
        "菌菇",
        "香菇",
        "木耳",
        "花卉",
        "药材",
        "种植",
        "修剪",
    ),
    "02": ("林下", "林业", "竹", "苗木", "油茶", "板栗"),
    "03": ("猪", "牛", "羊", "鸡", "鸭", "蜂", "养殖", "兽医", "畜", "防疫"),
    "04": ("鱼", "虾", "水产", "贝", "海带"),
    "59": ("冷库", "仓储", "冷链", "保鲜"),
    "52": ("门店", "零售", "直播", "电商", "网店"),
    "51": ("收购", "批发", "销路", "订单"),
    "61": ("民宿", "住宿", "客栈", "酒店"),
    "62": ("餐饮", "食堂", "农家乐"),
    "78": ("旅游", "游客", "景区", "线路"),
    "44": ("光伏", "发电", "风电"),
    "48": ("道路", "修路", "路灯", "桥"),
    "76": ("灌溉", "山塘", "水利", "水库", "渠"),
    "77": ("污水", "环境", "垃圾", "生态"),
    "74": ("检测", "规划", "设计", "测绘"),
    "75": ("品种", "试验", "示范田", "推广"),
    "83": ("培训", "讲课", "支教", "课堂", "夏令营", "研学"),
    "84": ("义诊", "医生", "医疗", "看病"),
    "85": ("养老", "照料", "托管", "助学"),
    "87": ("短视频", "拍摄", "采访"),
    "88": ("村史", "古厝", "非遗", "文化活动"),
    "72": ("法律", "合同", "财务", "审计", "品牌", "招商"),
}


def guess_industry(text: str) -> str:
    """The division of GB/T 4754 whose words a text uses most, empty when it uses none."""
    hits = {code: sum(text.count(word) for word in words) for code, words in _LIVES_ON.items()}
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] else ""
