"""Numbers as they are written: 12, 1,200, 1.2万, 3万5千, 十二, 二十余, 一百零五, 两千."""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = {
    **{one: n for n, one in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
POWERS = {**_SMALL, **_LARGE, "百万": 10**6, "千万": 10**7, "万亿": 10**12}

ARABIC = r"(?<!\d)(?:\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,15}(?!\d))(?:\.\d{1,12}(?!\d))?"
CHINESE = "[〇零一二两三四五六七八九十百千万亿]{1,16}"
"""No more digits than a quantity has: a line of digits is read in time that grows with it."""


def arabic(text: str) -> Fraction:
    """``1,200.5`` → 2401/2."""
    return Fraction(text.replace(",", "").replace("，", ""))


def chinese(text: str) -> Fraction | None:
    """The value of a Chinese numeral, or None if the characters are none (三五 is two numbers; a
    row of digits such as 二〇二五 is read as digits)."""
    if len(text) > 1 and all(one in DIGITS for one in text):
        if "〇" in text or "零" in text:
            return Fraction(int("".join(str(DIGITS[one]) for one in text)))
        return None
    total = section = 0
    digit: int | None = None
    for one in text:
        if one in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[one]
        elif one in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[one]
            digit = None
        elif one in _LARGE:
            total = (total + section + (digit or 0)) * _LARGE[one] or _LARGE[one]
            section, digit = 0, None
        else:
            return None
    return Fraction(total + section + (digit or 0))


def mixed(text: str) -> Fraction | None:
    """A number of either script, or of both: ``3万5千`` → 35,000, ``1.2亿`` → 120,000,000."""
    whole = Fraction(0)
    for number, power in re.findall(rf"({ARABIC})(万亿|百万|千万|[十百千万亿]?)", text):
        whole += arabic(number) * POWERS.get(power, 1)
    return whole if re.match(r"\d", text) else chinese(text)
