"""What a number counts, whose it is, over which time: from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ...lexicon import Lexicon, Word
from ..clauses import start_behind
from ..dates.date_base import Date
from ..vocabulary import AFTER_UNIT, BEFORE_NUMBER, DOES
from .number import Number

_CLAUSE = re.compile(r"[，。；：！？\n（）、“”]")


def subject_of(text: str, number: Number, lexicon: Lexicon) -> str:
    """The noun behind the unit (10名科技人才), else the one before the number (项目16个)."""
    after = _behind(text, number.end, lexicon)
    if after:
        return after
    return _ahead(text, number.start, lexicon)


def _behind(text: str, at: int, lexicon: Lexicon) -> str:
    end = next((m.start() for m in _CLAUSE.finditer(text, at, at + 20)), len(text))
    words: list[Word] = []
    for word in lexicon.cut(text[at : min(end, at + 20)]):
        if word.text in AFTER_UNIT or word.tag[:1] in (
            "p",
            "d",
            "u",
            "c",
            "r",
            "y",
            "x",
            "m",
            "t",
        ):
            break
        if word.tag == "v" and (not words or len(word.text) == 1 or word.text in DOES):
            break
        words.append(word)
    while words and words[-1].tag in ("v", "f", "zg"):
        words.pop()
    return "".join(word.text for word in words)


def _ahead(text: str, at: int, lexicon: Lexicon) -> str:
    start = max(
        (m.end() for m in _CLAUSE.finditer(text, max(0, at - 24), at)), default=max(0, at - 24)
    )
    words = lexicon.cut(text[start:at])
    while words and (
        words[-1].text in BEFORE_NUMBER
        or words[-1].tag[:1] in ("d", "u", "p", "c")
        or words[-1].tag == "v"
    ):
        words.pop()
    kept: list[Word] = []
    for word in reversed(words):
        if word.text in BEFORE_NUMBER or word.tag[:1] in ("p", "u", "c", "d", "r", "t", "x", "m"):
            break
        if word.tag == "v" and (not kept or len(word.text) > 1):
            break
        kept.append(word)
    return "".join(word.text for word in reversed(kept))


def period_of(text: str, number: Number, dates: Sequence[Date]) -> str:
    """The time a number is counted over, in the words of the text: the last period said before it
    in its sentence (今年以来, 目前, 上半年), or 年 right before its verb (年接待)."""
    first = start_behind(text, number.start, "。！？\n")
    begin = bisect_left(dates, first, key=lambda one: one.start)
    end = bisect_right(dates, number.start, key=lambda one: one.end)
    said = dates[begin:end]
    if said:
        return text[said[-1].start : said[-1].end]
    clause = re.split(r"[，。；：\n]", text[max(0, number.start - 14) : number.start])[-1]
    yearly = re.search(r"(?<![今去明前后一两三四五六七八九十\d])年(?=[\u4e00-\u9fff])", clause)
    return "年" if yearly else ""


_BASE = re.compile(
    r"(?:较|比|同比|与)(?P<base>去年同期|上年同期|上年|去年|前年|年初|改造前|以前|此前|过去)?[^，。；]{0,4}(?:增|降|减|提高|增长|下降)|同比|环比"
)
_PARTS = re.compile(
    r"占(?P<whole>[\u4e00-\u9fff]{2,14}?)(?:的|总数的|比例为|比重为|比例达)?$|(?P<whole_too>[\u4e00-\u9fff]{2,12})(?:的|中)$"
)


def base_of_increase(text: str, number: Number) -> str:
    """Against what an increase is told, if the clause says it."""
    first = start_behind(text, number.start, "，。；\n")
    found = _BASE.search(text[first : number.end + 8])
    return (found["base"] or found.group()[:2]) if found else ""


def denominator_of(text: str, number: Number) -> str:
    """Of what a ratio is, if the text says it: 占总户数的40%, 企业60%."""
    first = start_behind(text, number.start, "，。；：\n（")
    found = _PARTS.search(text[first : number.start])
    return (found["whole"] or found["whole_too"] or "") if found else ""
