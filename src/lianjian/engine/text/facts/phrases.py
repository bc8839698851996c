"""Words with numerals in them that count nothing, and marks that only look like numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .vocabulary import PHRASES, SET_PHRASES

_NUMERAL = "[一二两三四五六七八九十百千万]"
_PATTERNS = (
    re.compile(r"\d+(?:\+(?:\d+|[NnXx]))+(?:[>＞=＝≥](?:\d+|[NnXx]))?|[1一]\+[NnXx]"),
    re.compile(rf"(?:{_NUMERAL}(?!{_NUMERAL})[\u4e00-\u9fff]){{3,}}"),
    re.compile(
        r"“(?:[两三四五六七八九十]|\d)[个张大项条]?(?!个|名|位|年|月|天)[\u4e00-\u9fff]{1,4}”"
    ),
    re.compile(r"(?<=“)[\u4e00-\u9fff]{0,3}一[\u4e00-\u9fff]{1,4}一[\u4e00-\u9fff]{1,4}(?=[、”])"),
    re.compile(rf"(?:{_NUMERAL}[\u4e00-\u9fff]{{1,2}}){{2}}(?=”|模式|机制|工作法|行动|工程|制度)"),
)
_MARKS = (
    re.compile(
        r"(?m)^[ \u3000]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]"
        r"|\d{1,2}[.、．](?!\d)|[①-⑳])"
    ),
    re.compile(r"第?[一二三四五六七八九十]+(?:是|要|则)(?=[\u4e00-\u9fff“])"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"\d{3,4}-\d{7,8}|1[3-9]\d[\d*]{8}|\d{7,}"),
    re.compile(r"[〔\[（(【](?:19|20)\d\d[〕\])）】](?:第)?\d+号|第\d+号"),
    re.compile(
        r"(?<![\d])\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[-~—–～至到]+\s*\d{1,2}[:：]\d{2})?"
    ),
    re.compile(r"[A-Za-z]+[-]?\d+[A-Za-z]*|\d+[A-Za-z]+(?=[\u4e00-\u9fff])|\d+[A-Z]+"),
    re.compile(r"(?:阅读|浏览|点击)(?:量|次数)?[:：]\s*\d+次?|印\d+份"),
    re.compile(r"https?://[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+"),
)
_KNOWN_PATTERN = re.compile("|".join(sorted(map(re.escape, PHRASES), key=len, reverse=True)))


def marks(text: str, taken: bytearray) -> None:
    """Mark what only looks like a number: section marks, telephone and file numbers, clock times,
    models, addresses."""
    for pattern in _MARKS:
        for match in pattern.finditer(text):
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())


def set_phrases(text: str, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Where a phrase with numerals stands that counts nothing; marks it."""
    for pattern in (*_PATTERNS, _KNOWN_PATTERN):
        for match in pattern.finditer(text):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            if pattern is not _KNOWN_PATTERN or match.group() in SET_PHRASES:
                yield match.span()
