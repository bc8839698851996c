"""Figures as people write them: 20万余人次, 50余万元, 5400余条, 多个, 45%.

Pure: text in, ``Figure`` out. 余 and 多 are a lower bound, 多个 is unknown and at least two, 人次
are visits and not people. A numeral inside a set phrase (三农, 1+1+1>3, 一网七微八频十端) is no
figure: a Chinese numeral counts only before a measure word, and nothing may be left over. Source:
M51 and section 3 of the mission.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lianjian.ground.core.money import MOST


class Comparator(StrEnum):
    """How exact a figure is; the values are those that the kit draws."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    """What an indicator counts. ``MONEY`` is in fen, ``PERCENTAGE`` in hundredths of a per cent."""

    COUNT = "count"
    PEOPLE = "people"
    VISITS = "visits"
    MONEY = "money"
    PERCENTAGE = "percentage"


class Why(StrEnum):
    """Why a text is not taken for a figure."""

    EMPTY = "empty"
    NO_FIGURE = "no_figure"
    RANGE = "range"
    PARTS = "parts"
    TOO_LARGE = "too_large"
    OTHER_MEASURE = "other_measure"


class NotAFigure(ValueError):  # noqa: N818 - an answer to whoever typed it
    """``why`` says what is wrong; the text itself is untouched."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in the smallest unit of its measure, or None when it is unknown.

    ``floor`` is what an unknown value is at least: 多个 is at least 2.
    """

    value: int | None
    comparator: Comparator
    measure: Measure
    unit: str = ""
    floor: int | None = None


LONGEST = 100
"""A value is a few words; a longer text is an article, and for the reader of articles."""

_MEASURES = {
    "人次": Measure.VISITS,
    "人": Measure.PEOPLE,
    "名": Measure.PEOPLE,
    "位": Measure.PEOPLE,
    "元": Measure.MONEY,
    "%": Measure.PERCENTAGE,
}
_COUNTED = (
    "大类", "个", "家", "项", "条", "篇", "件", "户", "村", "类", "种", "支", "批", "次", "对",
    "份", "笔", "株", "亩", "场", "期", "处", "座", "台", "公里", "吨",
)  # fmt: skip
_UNIT = "|".join(sorted([*_MEASURES, *_COUNTED], key=len, reverse=True))
_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_BEFORE = {
    Comparator.AT_MOST: ("不超过", "不多于", "最多", "至多", "不足", "不到", "≤", "<"),
    Comparator.AT_LEAST: (
        "不少于", "不低于", "保底", "超过", "突破", "至少", "高于", "逾", "超", "≥", ">"
    ),
    Comparator.ABOUT: ("大约", "约", "近", "≈"),
}  # fmt: skip
_SIGN = {word: sign for sign, words in _BEFORE.items() for word in words}
_AFTER = {
    "以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
    "级": Comparator.AT_LEAST,
}
_FIGURE = re.compile(
    rf"(?P<subject>[\u4e00-\u9fff“”、（）()]*?)(?:达到|达|为|共)?"
    rf"(?P<sign>{'|'.join(_SIGN)})?(?:达到|达)?"
    r"(?:(?P<arabic>[+-]?\d{1,20}(?:\.\d{1,9})?)|(?P<chinese>[零〇一二两三四五六七八九十百千]+))"
    r"(?P<more>[余多])?(?P<large>百万|千万|[百千万亿])?(?P<more_too>[余多])?"
    rf"(?P<unit>{_UNIT})?(?P<after>{'|'.join(_AFTER)})?(?P<what>[\u4e00-\u9fff（）()“”、]*)"
)
_SEVERAL = re.compile(
    rf"(?:多|数|几|好几)(?P<tens>[十百千万])?(?P<unit>{_UNIT})(?P<what>[\u4e00-\u9fff]*)"
)
_UNKNOWN = frozenset({"未知", "不详", "不清楚", "若干", "一些", "unknown", "?"})
_RANGE = re.compile(r"\d+[万亿]?(?:[-~—–]+|至|到)\d+[万亿]?[\u4e00-\u9fff%]*")


def read(text: str, measure: Measure | None = None) -> Figure:
    """The figure that a text is; ``measure`` is what its indicator counts, if that is known.

    Raises NotAFigure for a text that holds none, a range, half a thing, more than a database
    keeps, and for another measure: visits are not people, and a share is no sum of money.
    """
    said = _tidy(text)
    if not said:
        raise NotAFigure(Why.EMPTY)
    if len(said) > LONGEST:
        raise NotAFigure(Why.NO_FIGURE)
    if said in _UNKNOWN:
        return Figure(None, Comparator.UNKNOWN, measure or Measure.COUNT)
    if _RANGE.fullmatch(said):
        raise NotAFigure(Why.RANGE)
    if several := _SEVERAL.fullmatch(said):
        return _several(several, measure)
    found = _FIGURE.fullmatch(said)
    if found is None or not _stands_alone(found):
        raise NotAFigure(Why.NO_FIGURE)
    return _figure(found, measure)


def _tidy(text: str) -> str:
    """Half-width, without blanks, without commas between digits; 百分之四十五 as 四十五%."""
    said = "".join(unicodedata.normalize("NFKC", text).split())
    said = re.sub(r"(?<=\d),(?=\d{3})", "", said).rstrip("。.;")
    said = re.sub(r"条\(篇\)", "条", said)
    return re.sub(r"百分之([\d.零〇一二两三四五六七八九十]+)", r"\1%", said)


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether the numeral counts something, and is not a piece of a name, an order or a date."""
    unit, what, subject = found["unit"], found["what"], found["subject"]
    if subject.endswith("第") or any(sign in subject for sign in _SIGN):
        return False  # 不低于每公斤16元 is a price: its bound is not of this number alone
    if found["chinese"]:
        # Without a measure word right behind it a Chinese numeral is a word: 三农, 十端.
        return bool(unit) and not subject and _is_numeral(found["chinese"])
    return bool(unit) or not what


def _figure(found: re.Match[str], measure: Measure | None) -> Figure:
    unit = found["unit"] or ""
    counted = _measure_of(unit, measure)
    arabic = found["arabic"]
    exact = Fraction(arabic) if arabic else Fraction(_numeral(found["chinese"]))
    exact *= _LARGE.get(found["large"] or "", 1) * _smallest(counted)
    if exact.denominator != 1:
        raise NotAFigure(Why.PARTS)
    if abs(exact) > MOST:
        raise NotAFigure(Why.TOO_LARGE)
    return Figure(int(exact), _comparator(found), counted, unit)


def _comparator(found: re.Match[str]) -> Comparator:
    if found["sign"]:
        return _SIGN[found["sign"]]
    if found["more"] or found["more_too"]:
        return Comparator.AT_LEAST
    if found["chinese"] in ("百", "千") and not found["after"]:
        return Comparator.ABOUT  # 百家: as many as one says when nobody counted
    return _AFTER.get(found["after"] or "", Comparator.EXACT)


def _several(found: re.Match[str], measure: Measure | None) -> Figure:
    """多个 is at least two, 数十个 at least two tens: the value itself stays unknown."""
    # 多个 is what anybody writes who does not know: of people, too, and of visits.
    in_pieces = found["unit"] == "个" and measure in (Measure.PEOPLE, Measure.VISITS)
    counted = measure if measure and in_pieces else _measure_of(found["unit"], measure)
    tens = {**_POWERS, "万": 10_000}.get(found["tens"] or "", 1)
    floor = 2 * tens * _smallest(counted)
    return Figure(None, Comparator.UNKNOWN, counted, found["unit"], floor)


def _measure_of(unit: str, asked: Measure | None) -> Measure:
    """What a unit counts; raises NotAFigure when the indicator counts something else."""
    if not unit:
        return asked or Measure.COUNT
    meant = _MEASURES.get(unit, Measure.COUNT)
    if asked is not None and meant != asked:
        raise NotAFigure(Why.OTHER_MEASURE)
    return meant


def _smallest(measure: Measure) -> int:
    """How many of the smallest unit one of what people write holds: fen, hundredths of 1 %."""
    return 100 if measure in (Measure.MONEY, Measure.PERCENTAGE) else 1


def _is_numeral(text: str) -> bool:
    """十二, 三十, 一百二十; not 三五 (a range in disguise), which says two numbers."""
    return bool(re.fullmatch(r"[一二两三四五六七八九]|(?:[一二两三四五六七八九]?[十百千]零?)+"
                             r"[一二三四五六七八九]?", text))  # fmt: skip


def _numeral(text: str) -> int:
    """The value of a Chinese numeral below ten thousand."""
    value, digit = 0, 0
    for character in text:
        if character in _POWERS:
            value += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return value + digit
