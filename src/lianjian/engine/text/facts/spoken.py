"""Numbers as people say them: 十八块, 七毛钱, 一万三, 仨, 先签一年."""

from __future__ import annotations

import re
from fractions import Fraction

from . import numerals
from .fact import Comparator, FactKind
from .number import Number, kind_of
from .signs import NUMBER, SIGN, SIGN_OF
from .units import MONEY

MONEY_SAID = re.compile(
    rf"{SIGN}(?P<number>{numerals.ARABIC}(?P<more_first>[余多])?万(?:\d千)?|[一二两三四五六七八九十]+万[一二三四五六七八九]?|"
    r"[一二两三四五六七八九]千[一二三四五六七八九]?)(?P<more>[余多])?(?=[，。；、！）（”想来能由就才的也]|$)"
)
PIECES = re.compile(
    rf"(?P<number>{NUMBER})块(?P<tenths>[一二三四五六七八九半\d])?(?=[，。；、”！？）一收卖])"
    rf"|(?P<dimes>[一二两三四五六七八九]|\d)毛(?P<cents>[一二三四五六七八九])?(?:钱)?(?=[，。；、”！？）一收卖])"
)
FOR_ONE = re.compile(
    r"(?:(?<=[签住驻点租停学站期费营训])|(?<=为期|至少|不满|已满|还剩|还有|约定|时间))"
    r"(?P<sign>满)?一(?P<unit>年|周|天|个月|个星期|个礼拜|学期|季)(?=[，。；、”）试手不多出内的结]|$)"
)
"""先签一年, 驻村一周: a time that one is said of."""
TOGETHER = re.compile("(?P<number>[俩仨])(?=[，。；等还都]|[\u4e00-\u9fff]{2})")


def money(match: re.Match[str]) -> Number | None:
    """40万, 一万三: money where the sentence is about it and no unit follows."""
    around = match.string[max(0, match.start() - 20) : match.end() + 20]
    if not re.search("[元钱款资费补借奖赚亏垫入算欠拨配捐筹挣花账卖出]", around):
        return None
    text = match["number"].replace("余", "").replace("多", "")
    tail = re.fullmatch("(.+[万千])([一二三四五六七八九])", text)
    value = numerals.mixed(tail[1] if tail else text)
    if value is None:
        return None
    if tail:
        value += numerals.DIGITS[tail[2]] * (1000 if "万" in tail[1] else 100)
    sign = (
        Comparator.AT_LEAST
        if match["more"] or match["more_first"]
        else SIGN_OF.get(match["sign"] or "", Comparator.EXACT)
    )
    return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, sign)


def pieces(match: re.Match[str]) -> Number | None:
    """十八块, 一块二, 七毛钱: money as it is spoken."""
    if match["dimes"]:
        dimes = numerals.mixed(match["dimes"]) or Fraction(0)
        cents = numerals.DIGITS[match["cents"]] if match["cents"] else 0
        value = dimes / 10 + Fraction(cents, 100)
        return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, Comparator.EXACT)
    whole = numerals.mixed(match["number"])
    if whole is None:
        return None
    value, tenths = whole, match["tenths"]
    if tenths:
        digit = (
            5 if tenths == "半" else int(tenths) if tenths.isdigit() else numerals.DIGITS[tenths]
        )
        value += Fraction(digit, 10)
    elif match.string[match.end() : match.end() + 1] == "一" and value < 1:
        return None
    return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, Comparator.EXACT)


def for_one(match: re.Match[str]) -> Number:
    unit = match["unit"].removeprefix("个") if match["unit"] != "个月" else "个月"
    return Number(match.start(), match.end(), kind_of(unit), Fraction(1), unit, Comparator.EXACT)


def together(match: re.Match[str]) -> Number:
    """剩仨: so many, in one word with what counts them."""
    value = Fraction(2 if match["number"] == "俩" else 3)
    return Number(match.start(), match.end(), FactKind.COUNT, value, "个", Comparator.EXACT)
