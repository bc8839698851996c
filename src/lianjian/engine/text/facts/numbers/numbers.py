"""Every number of a text: what it counts, how exact it is, and those that count nothing.

A number counts if a measure word follows it. 余, 多, 以上 make it a lower bound, 近 one that is not
reached, 多个 and 数十 one that nobody knows. Numerals in names, set phrases, section marks, file
numbers and telephone numbers are told apart first. Source: mission, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..fact import Comparator, FactKind
from . import numerals
from .cells import cells
from .number import Number, kind_of, unit_of
from .signs import AFTER, AFTERS, NUMBER, SIGN, SIGN_OF, SIGNS, UNITS_WRITTEN
from .spoken import (
    AGE,
    BELOW_ZERO,
    FOR_EACH,
    FOR_ONE,
    MONEY_SAID,
    ONE_THING,
    PIECES,
    SOME_TENS,
    TEN_THOUSANDS,
    TOGETHER,
    WITH_HALF,
    age,
    below_zero,
    for_each,
    for_one,
    money,
    one_thing,
    pieces,
    some_tens,
    ten_thousands,
    together,
    with_half,
)  # fmt: skip
from .units import MONEY

_QUANTITY = re.compile(
    rf"{SIGN}(?P<up>上(?=[百千万亿]))?"
    rf"(?P<number>{NUMBER})(?P<more>[余多来])?(?P<power>万亿|[万亿百]|千(?![米克]))?(?P<more_too>[余多])?"
    rf"(?:(?P<unit_of_first>{UNITS_WRITTEN})?(?P<to>[-~—–～至到]+)(?P<other>{NUMBER})"
    r"(?P<power_too>[万亿])?(?P<more_other>[余多])?)?"
    rf"(?:个(?P<half>[多半来])(?P<time>月|小时|星期)|(?P<unit>{UNITS_WRITTEN}))"
    rf"(?:（(?P<unit_too>[\u4e00-\u9fff、]{{1,4}})）)?(?P<after>{AFTERS})?"
)
_ONE = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])(?<![这那哪又])(?<![添加](?=一条))一(?P<unit>台|辆|座|处|套|家|间|栋|口|眼|艘|所|条|个|名|位|项|份|次|块)"
    r"(?=[，。；、：]|[二两三四五六七八九十]|$)"
    r"|(?:(?<=[各每仅派])|(?<=[引购新]入)|(?<=[引新]进)|(?<=拿出|提供|只有|修订|中开|头办))"
    r"一(?P<duty>次|份|套|处|名|位|家|台|栋|项|间))"
)
_HALF_UNIT = re.compile(
    r"(?<![下前后每大小多])(?<!上(?=半年))(?<![翻等找说想看聊劝磨愣转问讲]了(?=半天))"
    r"半(?P<unit>年|个月|天|亩|斤|公里|小时)(?!过去|来|前|以[来前后]|期|报|度)"
    rf"(?P<after>{AFTERS})?"
)
_HALF = re.compile(r"(?<![另前后上下过])一半")
_UNKNOWN = re.compile(
    rf"(?<![\d十百千万亿余几许众多少])(?P<number>好几|(?<!更)多(?!方)|(?<![件人次台套票户原总])数(?!字)|若干|(?<![二三四五六七八九])十几|几(?=[十百千万])|(?<![这前近好咱们年])几(?=[件户家名位项样桩处]|个(?!月)))(?P<power>十|百|千|万|百万|千万|亿)?(?P<more>[余多])?"
    rf"(?P<unit>{UNITS_WRITTEN})(?![\u4e00-\u9fff]?年来)"
)
_PERCENT = re.compile(
    rf"{SIGN}(?:"
    rf"(?P<number>{numerals.ARABIC})[%％]?(?:(?:[-~—–～至到]|——)(?P<other>{numerals.ARABIC}))?"
    r"(?P<unit>[%％‰]|个百分点)"
    rf"|百分之(?P<chinese>{numerals.CHINESE}|{numerals.ARABIC})"
    rf"|(?P<tenths>[一二两三四五六七八九](?P<to_tenths>[一二两三四五六七八九])?|{numerals.ARABIC})(?:成(?![立长员功果本为效交就都人分百熟])|折)(?P<half>半|[一二三四五六七八九])?"
    rf"|(?P<below>{numerals.CHINESE})分之(?P<above>{numerals.CHINESE})"
    rf"|(?P<times>{numerals.ARABIC}|[一二两三四五六七八九十]+)(?P<more>[余多])?倍"
    r"|翻了?(?P<doubled>[一两二三])番|(?P<most>半数以上|一多半|过半数|半数|大半(?![年天夜个])|过半(?![年月天个小])))"
    rf"(?P<after>{AFTERS}|强)?"
)
_ORDINAL = re.compile(
    rf"第(?P<number>{numerals.CHINESE}|\d+)"
    r"(?P<unit>批次|批|届|期|次|轮|位|名|个|家|例|场|站|份|组|笔|代|辑|讲|号|块|天)"
)
_ARTICLE = re.compile(r"一[\u4e00-\u9fff]{1,2}")
_NAMED = frozenset({"村", "镇", "乡", "县", "组"})
"""After a Chinese numeral these are mostly a name: 八一村, 五十镇, 六组."""


def numbers(text: str, taken: bytearray) -> Iterator[Number]:
    """The numbers of ``text`` outside the places that ``taken`` marks (dates, names, phrases), in
    their order; marks its own."""
    found: list[Number] = []
    for pattern, read in (
        (_PERCENT, _ratio), (_ORDINAL, _ordinal), (PIECES, pieces), (_UNKNOWN, _unknown),
        (WITH_HALF, with_half), (SOME_TENS, some_tens),
        (BELOW_ZERO, below_zero), (TEN_THOUSANDS, ten_thousands),
        (_QUANTITY, _quantity), (_SIDES, _sides), (MONEY_SAID, money), (_ONE, _one), (_HALF, _half),
        (FOR_ONE, for_one), (TOGETHER, together), (ONE_THING, one_thing), (FOR_EACH, for_each),
        (AGE, age),
        (_HALF_UNIT, _half_unit),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if taken.find(1, match.start(), match.end()) >= 0 or _inside_word(text, match):
                continue
            number = read(match)
            if number is not None:
                found.append(number)
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for start, end, written in cells(text):
        if taken.find(1, start, end) < 0:
            unit, factor = unit_of(written)
            value = numerals.arabic(text[start:end]) * factor
            found.append(Number(start, end, kind_of(unit), value, unit, Comparator.EXACT))
    for number in sorted(found, key=lambda one: one.start):
        yield _with_per(text, number)


_PER_BEFORE = re.compile(
    r"(?:(?P<each>每(?P<of>人|户|亩|斤|公斤|吨|棵|株|头|只|年|月|天|平方米|度|瓶|箱|趟|份)(?:每(?P<of2>年|月|天|季))?)"
    r"|(?P<mean>户|人|亩|株)均|[一1](?P<one>斤|公斤|亩|瓶|头|株|棵|吨|箱))[\u4e00-\u9fff]{0,5}$"
)
_PER_AFTER = re.compile(r"(?:/|[一每])(?P<of>斤|公斤|亩|吨|瓶|箱|户|人|年|月|天)")


def _with_per(text: str, number: Number) -> Number:
    """Money for each of something (每亩, 户均, 三块钱一斤) has both in its unit."""
    if number.kind != FactKind.AMOUNT or number.unit != MONEY:
        return number
    sign = re.match(rf"(?:{SIGNS})?(?:占了?|得|为|有)?", text[number.start : number.end])
    start = number.start + (sign.end() if sign else 0)
    before = _PER_BEFORE.search(text[max(0, start - 14) : start])
    after = _PER_AFTER.match(text, number.end)
    if before:
        of = before["of"] or before["mean"] or before["one"]
        unit = f"{MONEY}/{of}{before['of2'] or ''}"
    elif after:
        unit = f"{MONEY}/{after['of']}"
    else:
        return number
    return replace(number, unit=unit)


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are the rest of a name, a model, a version: G15, 5A级, 〔2025〕12号."""
    before = text[match.start() - 1 : match.start()]
    return bool(re.match(r"[A-Za-z0-9.\-/〕第]", before)) and bool(
        re.match(r"[\d一二三四五六七八九十]", match.group())
    )


def _quantity(match: re.Match[str]) -> Number | None:
    written = match["unit"] or {"月": "个月", "小时": "小时", "星期": "星期"}[match["time"]]
    script = match["number"][0] in numerals.DIGITS
    after = match.string[match.end() : match.end() + 1]
    chinese = not match["number"][0].isdigit()
    if after in ("区", "县", "乡", "镇") and chinese and match["unit"]:
        return None
    if match["sign"] == "过" and match["number"] in ("一", "两", "几"):
        return None
    if (written + after) in ("封顶", "轮车"):
        return None
    if written == "层" and chinese and _before(match).endswith("楼"):
        return None
    if match["number"] == "二" and not match["other"]:
        return None
    if match["unit"] in ("名", "位") and _before(match).endswith("前") and not chinese:
        return None
    if _ARTICLE.fullmatch(match.group()) or (
        script and written in _NAMED and match.group() != "两组"
    ):
        return None
    if match["number"] in ("百", "千", "万", "百万", "千万") and written == "年":
        return None
    if match["number"][0] == "零" and written in ("部", "件", "售"):
        return None
    if match["number"] == "万" or (written == "方" and not _PARTIES.search(_before(match))):
        return None
    value = numerals.mixed(match["number"])
    if value is None:
        return _two_numbers(match)
    unit, factor = unit_of(written)
    value *= numerals.POWERS.get(match["power"] or "", 1)
    if match["half"] == "半":
        value += Fraction(1, 2)
    if match["other"]:
        return _range(match, value, unit, factor)
    sign = _comparator(match)
    if match["number"][0] in "百千万亿" and sign == Comparator.EXACT:
        sign = Comparator.ABOUT
    return Number(match.start(), match.end(), kind_of(unit), value * factor, unit, sign)


_SIDES = re.compile("(?P<number>[三四五六七八])方(?![面式案法向米位言便格针程块圆才可能])")


def _sides(match: re.Match[str]) -> Number | None:
    """三方: counts where it is first said; after that it refers back."""
    if match.string.find(match.group()) != match.start():
        return None
    value = Fraction(numerals.DIGITS[match["number"]])
    return Number(match.start(), match.end(), FactKind.COUNT, value, "方", Comparator.EXACT)


_PARTIES = re.compile("(?:共建|签约|合作|联建|协议)$")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 12) : match.start()]


def _range(match: re.Match[str], value: Fraction, unit: str, factor: int) -> Number | None:
    """20—30万元: what the second number says of size is meant of the first, too."""
    other = numerals.mixed(match["other"])
    if other is None:
        return None
    power = match["power_too"] or re.sub(r"[\d.,]+", "", match["other"])
    if not match["power"] and power in numerals.POWERS and match["number"].isdigit():
        value *= numerals.POWERS[power]
    if match["power_too"]:
        other *= numerals.POWERS[match["power_too"]]
    pair = (value * factor, other * factor)
    return Number(match.start(), match.end(), kind_of(unit), pair, unit, Comparator.RANGE)


def _one(match: re.Match[str]) -> Number:
    """变压器一台, 各编一份: behind the noun, or as a duty, 一 counts."""
    unit = match["unit"] or match["duty"]
    return Number(match.start(), match.end(), kind_of(unit), Fraction(1), unit, Comparator.EXACT)


def _half_unit(match: re.Match[str]) -> Number:
    unit, factor = unit_of(match["unit"])
    value = Fraction(factor, 2)
    sign = AFTER.get(match["after"] or "", Comparator.EXACT)
    return Number(match.start(), match.end(), kind_of(unit), value, unit, sign)


def _half(match: re.Match[str]) -> Number:
    return Number(match.start(), match.end(), FactKind.RATIO, Fraction(50), "%", Comparator.EXACT)


def _two_numbers(match: re.Match[str]) -> Number | None:
    """两三个, 三五户, 七八十人, 十七八个: two digits side by side are a range."""
    if match["unit"] is None:
        return None
    digits = re.fullmatch(
        r"([一二两三四五六七八九])([一二三四五六七八九])(十|百|千)?", match["number"]
    )
    unit, factor = unit_of(match["unit"])
    teens = re.fullmatch(r"十([一二三四五六七八])([二三四五六七八九])", match["number"])
    if teens:
        low, high = (Fraction(10 + numerals.DIGITS[one]) * factor for one in teens.groups())
        return Number(
            match.start(), match.end(), kind_of(unit), (low, high), unit, Comparator.RANGE
        )
    if digits is None:
        return None
    power = numerals.POWERS.get(digits[3] or "", 1) * numerals.POWERS.get(match["power"] or "", 1)
    pair = tuple(Fraction(numerals.DIGITS[one]) * power * factor for one in digits.group(1, 2))
    return Number(
        match.start(), match.end(), kind_of(unit), (pair[0], pair[1]), unit, Comparator.RANGE
    )


def _comparator(match: re.Match[str]) -> Comparator:
    if match["sign"]:
        sign = SIGN_OF[match["sign"]]
        if sign != Comparator.EXACT:
            return sign
    if match["after"]:
        after = AFTER[match["after"]]
        if after != Comparator.EXACT:
            return after
    if match["more"] == "来":
        return Comparator.ABOUT
    if match["more"] or match["more_too"] or match["up"]:
        return Comparator.AT_LEAST
    return Comparator.EXACT


def _unknown(match: re.Match[str]) -> Number | None:
    unit, _ = unit_of(match["unit"])
    return Number(match.start(), match.end(), kind_of(unit), None, unit, Comparator.UNKNOWN)


def _ordinal(match: re.Match[str]) -> Number | None:
    value = numerals.mixed(match["number"])
    if value is None:
        return None
    return Number(
        match.start(), match.end(), FactKind.ORDINAL, value, match["unit"], Comparator.EXACT
    )


_HALVES = {**numerals.DIGITS, "半": 5}
"""三成五, 六成半: the tenths of a tenth."""


def _ratio(match: re.Match[str]) -> Number | None:
    unit = "%"
    value: Fraction | tuple[Fraction, Fraction] | None
    if match["number"]:
        value = numerals.arabic(match["number"])
        unit = {"％": "%"}.get(match["unit"], match["unit"]).removeprefix("个")
        if match["other"]:
            pair = (value, numerals.arabic(match["other"]))
            return Number(match.start(), match.end(), FactKind.RATIO, pair, unit, Comparator.RANGE)
    elif match["chinese"]:
        value = numerals.mixed(match["chinese"])
    elif match["to_tenths"]:
        low, high = (Fraction(numerals.DIGITS[one] * 10) for one in match["tenths"])
        return Number(
            match.start(), match.end(), FactKind.RATIO, (low, high), unit, Comparator.RANGE
        )
    elif match["tenths"]:
        tenths = numerals.mixed(match["tenths"])
        value = tenths and tenths * 10 + (_HALVES.get(match["half"], 0))
    elif match["below"]:
        above, below = numerals.chinese(match["above"]), numerals.chinese(match["below"])
        value = above * 100 / below if above is not None and below else None
    elif match["times"]:
        value, unit = numerals.mixed(match["times"]), "倍"
    elif match["doubled"]:
        value, unit = Fraction(2) ** numerals.DIGITS[match["doubled"]], "倍"
    else:
        value = Fraction(50)
        over = match["most"] in ("过半", "过半数", "大半", "半数以上")
        sign = Comparator.MORE_THAN if over else Comparator.EXACT
        return Number(match.start(), match.end(), FactKind.RATIO, value, unit, sign)
    if value is None:
        return None
    sign = SIGN_OF.get(match["sign"] or "", Comparator.EXACT)
    if sign == Comparator.EXACT and match["after"]:
        sign = AFTER.get(match["after"], Comparator.AT_LEAST)
    if match["more"]:
        sign = Comparator.AT_LEAST
    return Number(match.start(), match.end(), FactKind.RATIO, value, unit, sign)
