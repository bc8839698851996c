"""Words that a number counts with."""

from __future__ import annotations

MONEY = "元"

COUNTED = frozenset(
    """个 名 位 人 人次 户 户次 家 家次 条 篇 项 件 件次 场 场次 次 期 批 批次 处 座 台 台套 台次 套 套次 辆 辆次 架
    艘 头 只 羽 匹 株 棵 根 尾 穴 箱 袋 瓶 盒 桶 份 支 张 本 册 幅 间 栋 幢 所 门 门类 类 大类 种 对 组 队 班 班次 届 笔
    单 宗 例 节 课 堂 轮 道 扇 盏 口 眼 部 款 片 枚 颗 粒 串 把 顶 床 方 村 镇 乡 县 行政村 村民 党员 农户 周年 票 站
    层 排 筐 车 趟 桌 席 支队 单位 岗位 块 人份 则 封 挂 群 丛 章 回 样 棒 人天 名次""".split()
)
"""Measure words, and nouns that are counted without one."""

MEASURED = frozenset(
    """亩 公顷 平方米 平方公里 立方米 米 公里 千米 里 厘米 毫米 吨 公斤 千克 斤 克 升 毫升 千瓦 千瓦时 兆瓦 度 ℃ 摄氏度
    天 日 周 星期 年 月 季 小时 分钟 秒 岁 周岁 学时 课时 延米 千伏安 分贝 日历天""".split()
)
"""Units of measure, as ``Number.unit`` has them."""

WRITTEN = {
    "元": ("元", 1), "元钱": ("元", 1), "块钱": ("元", 1), "千元": ("元", 10**3),
    "万元": ("元", 10**4), "百万元": ("元", 10**6), "千万元": ("元", 10**7), "亿元": ("元", 10**8),
    "万亿元": ("元", 10**12), "个月": ("月", 1), "个小时": ("小时", 1), "个半小时": ("小时", 1),
    "平米": ("平方米", 1), "㎡": ("平方米", 1), "平方": ("平方米", 1), "kg": ("公斤", 1),
    "km": ("公里", 1), "度电": ("度", 1), "元/公斤": ("元/公斤", 1), "元/斤": ("元/斤", 1),
    "元/亩": ("元/亩", 1), "元/吨": ("元/吨", 1), "元/人": ("元/人", 1), "元/年": ("元/年", 1),
    "元/月": ("元/月", 1), "元/天": ("元/天", 1), "公斤/亩": ("公斤/亩", 1), "斤/亩": ("斤/亩", 1),
}  # fmt: skip
"""As people write it → (the unit, how many of it)."""

_TOO_SHORT = frozenset({"月", "日", "季", "里", "度"})
"""Units that are mostly part of a date or a word: read only in their longer writing."""

UNITS = tuple(
    sorted((COUNTED | MEASURED | WRITTEN.keys()) - _TOO_SHORT, key=lambda one: (-len(one), one))
)
