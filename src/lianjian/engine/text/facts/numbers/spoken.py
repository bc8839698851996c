"""Numbers as people say them: 十八块, 七毛钱, 一万三, 仨, 先签一年."""

from __future__ import annotations

import re
from fractions import Fraction

from ..fact import Comparator, FactKind
from . import numerals
from .number import Number, kind_of, unit_of
from .signs import AFTER, NUMBER, SIGN, SIGN_OF, UNITS_WRITTEN
from .units import MONEY

MONEY_SAID = re.compile(
    rf"{SIGN}(?P<number>{numerals.ARABIC}(?P<more_first>[余多来])?万(?:\d千)?|[百千]万(?=以上|左右|上下)|[一二两三四五六七八九十]+万[一二三四五六七八九]?|"
    r"[一二两三四五六七八九]千[一二三四五六七八九]?)(?P<more>[余多])?"
    "(?P<after>出头|封顶|左右|上下|以上|以内)?(?=[，。；、！）（”想来能由就才的也作做当给买我咱]|$)"
)
PIECES = re.compile(
    rf"(?P<number>{NUMBER})块(?P<tenths>[一二三四五六七八九半\d])?(?=[，。；、”！？）一收卖])"
    rf"|(?P<dimes>[一二两三四五六七八九]|\d)毛(?P<cents>[一二三四五六七八九])?(?:钱)?(?=[，。；、”！？）一收卖])"
    rf"|(?<!一)(?P<fen>(?!一分){NUMBER})分钱"
)
FOR_ONE = re.compile(
    r"(?:(?<=[签住驻点租停学站期费营训])|(?<=为期|至少|不满|已满|还剩|还有|约定|时间))"
    r"(?P<sign>满)?一(?P<unit>年|周|天|个月|个星期|个礼拜|学期|季)(?=[，。；、”）试手不多出内的结]|$)"
)
"""先签一年, 驻村一周: a time that one is said of."""
TOGETHER = re.compile("(?P<number>[俩仨])(?=[，。；等还都]|[\u4e00-\u9fff]{2})")

TEN_THOUSANDS = re.compile(
    rf"{SIGN}(?P<number>\d+)万(?P<tail>\d)(?=[，。；、！）一的来出左就能够才]|$)"
)
"""12万8: the last digit is thousands."""
WITH_HALF = re.compile(rf"(?P<number>{NUMBER})(?P<unit>年|天|亩|里地|小时)半(?![年天载数路边])")
"""一年半."""
SOME_TENS = re.compile(
    rf"(?P<number>[二两三四五六七八九]十|[一两二三四五六七八九]百)几[十]?(?P<unit>{UNITS_WRITTEN})"
)
"""二十几个: at least the tens."""
BELOW_ZERO = re.compile(rf"零(?P<side>[下上])(?P<number>{NUMBER})[多来]?(?:摄氏)?(?:度|℃)")
FOR_EACH = re.compile(
    r"[一每](?P<of>天|月|斤|公斤|亩|人|车|趟|棵|个月)[给开补卖收要]?(?P<number>\d+(?:\.\d+)?)"
    r"(?=[，。；、！）]|$)"
)
"""工资一天200: money, where it is about wages or prices."""
AGE = re.compile(r"(?<=最[大小]的)(?P<number>\d\d)(?=[，。；、])")
ONE_THING = re.compile(
    r"一(?P<unit>台|辆|座|处|套|家|间|栋|口|艘|所|个(?!月|星期|小时)|名|位|项|份|次|块|副|期|场|眼|本|批|条)"
    r"(?![\u4e00-\u9fff]?[一半边起致直定些])(?=[\u4e00-\u9fff“\d])"
)
_WANTED = re.compile(
    "(?:(?:缺|(?<![相误偏])差|急需|亟需|还要|增容)[^，。；：\\d\\n]{0,12}|"
    "(?:建起|签下|只有|仅有|只办了|不少于|至少|想要|各[派配编建]|拿出)|"
    "(?:想|盼|希望|拟|将|计划|打算|准备|承诺|答应|应承|同意|商量|下来|再|补|明年|年内|每|前|底|由|"
    "[上中下]旬|暑假|寒假|[春秋]季|半年|学期)[^，。；：\\d\\n]{0,12}?"
    "(?:新?建|[补举合]?办|选?派|[抽借]?调|[各添]?配|编|开展?|引[进入]|拿出|组织|指定|明确|添置?|"
    "购置?|修建?|聘请?|安排|打造|碰|补?签|培育|选出)|"
    "(?:[建修盖派调捐配编办碰]|建[起成好]|打[下好]|借出|调来|添置|购置|聘请|派出|指定|明确|物色|投产|"
    "组织|召开|举办|开展|协调|补签|开办)了?)\\Z"
)
_WHOM, _ONCE = re.compile("(?:联系|介绍|物色)\\Z"), re.compile("(?:通报|公布|梳理|报告)\\Z")
"""联系一位, 公布一次: what stands before 一 where it counts people, or times."""
"""What stands before 一 where it counts: something lacking, a duty, a result (派一名, 还差一口)."""


def money(match: re.Match[str]) -> Number | None:
    """40万, 一万三: money where the sentence is about it and no unit follows."""
    around = match.string[max(0, match.start() - 20) : match.end() + 20]
    if not re.search(
        "[元钱款资费补借奖赚亏垫入算欠拨配捐筹挣花账卖出拿凑掏贷得]|办法|报价|概算|预算|缺口",
        around,
    ):
        return None
    text = re.sub("[余多来]", "", match["number"])
    tail = re.fullmatch("(.+[万千])([一二三四五六七八九])", text)
    value = numerals.mixed(tail[1] if tail else text)
    if value is None:
        return None
    if tail:
        value += numerals.DIGITS[tail[2]] * (1000 if "万" in tail[1] else 100)
    sign = (
        Comparator.ABOUT
        if match["more_first"] == "来"
        else Comparator.AT_LEAST
        if match["more"] or match["more_first"]
        else SIGN_OF.get(match["sign"] or "", Comparator.EXACT)
    )
    if sign == Comparator.EXACT and match["after"]:
        sign = AFTER[match["after"]]
    return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, sign)


def pieces(match: re.Match[str]) -> Number | None:
    """十八块, 一块二, 七毛钱: money as it is spoken."""
    if match["dimes"]:
        dimes = numerals.mixed(match["dimes"]) or Fraction(0)
        cents = numerals.DIGITS[match["cents"]] if match["cents"] else 0
        value = dimes / 10 + Fraction(cents, 100)
        return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, Comparator.EXACT)
    whole = numerals.mixed(match["number"] or match["fen"])
    if whole is None:
        return None
    if match["fen"]:
        value = whole / 100
        return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, Comparator.EXACT)
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


def ten_thousands(match: re.Match[str]) -> Number:
    value = Fraction(int(match["number"]) * 10_000 + int(match["tail"]) * 1000)
    sign = SIGN_OF.get(match["sign"] or "", Comparator.EXACT)
    return Number(match.start(), match.end(), FactKind.AMOUNT, value, MONEY, sign)


def with_half(match: re.Match[str]) -> Number | None:
    whole = numerals.mixed(match["number"])
    if whole is None:
        return None
    unit = match["unit"].removesuffix("地")
    value = whole + Fraction(1, 2)
    return Number(match.start(), match.end(), kind_of(unit), value, unit, Comparator.EXACT)


def some_tens(match: re.Match[str]) -> Number | None:
    value = numerals.chinese(match["number"])
    if value is None:
        return None
    unit, factor = unit_of(match["unit"])
    return Number(
        match.start(), match.end(), kind_of(unit), value * factor, unit, Comparator.AT_LEAST
    )


def below_zero(match: re.Match[str]) -> Number | None:
    value = numerals.mixed(match["number"])
    if value is None:
        return None
    value *= -1 if match["side"] == "下" else 1
    return Number(match.start(), match.end(), FactKind.MEASURE, value, "度", Comparator.EXACT)


def for_each(match: re.Match[str]) -> Number | None:
    around = match.string[max(0, match.start() - 20) : match.start()]
    if not re.search("[资钱价租薪费]|管饭|人手|雇", around):
        return None
    unit = f"{MONEY}/{match['of'].removeprefix('个')}"
    value = Fraction(match["number"])
    return Number(match.start(), match.end(), FactKind.AMOUNT, value, unit, Comparator.EXACT)


def age(match: re.Match[str]) -> Number:
    value = Fraction(match["number"])
    return Number(match.start(), match.end(), FactKind.MEASURE, value, "岁", Comparator.EXACT)


def one_thing(match: re.Match[str]) -> Number | None:
    """还差一口井, 答应派一名: 一 counts before the noun, too, where it is wanted or owed."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    unit = match["unit"]
    people = unit in ("位", "名") and _WHOM.search(before)
    times = unit == "次" and _ONCE.search(before)
    if not (people or times or _WANTED.search(before)):
        return None
    return Number(match.start(), match.end(), kind_of(unit), Fraction(1), unit, Comparator.EXACT)
