"""The words around a numeral that say how exact it is, and how numerals are written."""

from __future__ import annotations

import re

from ..fact import Comparator
from . import numerals
from .units import UNITS

_BEFORE = {
    Comparator.AT_MOST: (
        "不超过", "不多于", "不高于", "最多", "至多", "不足", "不到", "低于", "少于", "未超过",
        "不满",
    ),
    Comparator.AT_LEAST: (
        "不少于", "不低于", "不短于", "不小于", "不下", "至少", "最少", "起码", "保底", "≥",
    ),
    Comparator.MORE_THAN: ("超过", "突破", "高于", "多于", "超出", "逾", "超", "破", "过", ">"),
    Comparator.NEARLY: ("将近", "接近", "近"),
    Comparator.ABOUT: ("大约", "大概", "约为", "约", "≈"),
    Comparator.EXACT: ("达到了", "达到", "多达", "高达", "达"),
}  # fmt: skip
SIGN_OF = {word: sign for sign, words in _BEFORE.items() for word in words}
AFTER = {
    "以上": Comparator.AT_LEAST, "之多": Comparator.EXACT, "以内": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST, "之内": Comparator.AT_MOST, "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT, "开外": Comparator.MORE_THAN, "有余": Comparator.AT_LEAST,
    "出头": Comparator.MORE_THAN, "封顶": Comparator.AT_MOST, "往上": Comparator.AT_LEAST,
    "多": Comparator.AT_LEAST, "级": Comparator.AT_LEAST,
}  # fmt: skip
SIGNS = "|".join(sorted(SIGN_OF, key=len, reverse=True))
AFTERS = "|".join(AFTER)
UNITS_WRITTEN = "|".join(map(re.escape, UNITS))
NUMBER = (
    rf"(?:{numerals.ARABIC}(?:万亿|百万|千万|[百万亿]|千(?![米克]))?(?:\d{1, 4}[千百])?|"
    rf"{numerals.CHINESE})"
)
SIGN = rf"(?:(?P<sign>{SIGNS})(?:占了?|得|为|有)?(?:每[\u4e00-\u9fff]{{1,2}})?)?"
