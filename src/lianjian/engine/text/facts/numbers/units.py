"""Words that a number counts with."""

from __future__ import annotations

from ..vocabulary import COUNTED, MEASURED

MONEY = "元"


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
