"""Words with numerals in them that count nothing, and marks that only look like numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMERAL = "[一二两三四五六七八九十百千万]"
_KNOWN = (
    "三农", "双招双引", "双联", "一二三产业", "一二三产", "一村一品", "一县一业", "一户一策", "一村一策", "一企一策", "一人一策",
    "两不愁三保障", "三保障", "两不愁", "三会一课", "四议两公开", "五级书记", "四个意识", "四个自信", "两个维护", "两个确立",
    "一站式", "一条龙", "一体化", "一揽子", "一盘棋", "一家亲", "一公里", "最后一公里", "三产融合", "三变", "千万工程",
    "百千万工程", "万企兴万村", "百企兴百村", "五位一体", "四好农村路", "三下乡", "六个一", "三个一", "三支队伍", "五好",
    "一把手", "一肩挑", "一门式", "三资", "三链", "两山", "三清三拆", "一懂两爱", "第一书记", "第一时间", "第一线",
    "千家万户", "千方百计", "四面八方", "五湖四海", "三五成群", "七嘴八舌", "一心一意", "万众一心", "十里八乡", "百姓",
    "四季", "一起", "一同", "一致", "一定", "一直", "统一", "万一", "三方协议", "24小时", "二十四小时",
)  # fmt: skip
_SET = frozenset(
    """三农 双招双引 双联 一二三产业 一二三产 一村一品 一县一业 一户一策 一村一策 一企一策 一人一策 两不愁三保障 三会一课
    四议两公开 五级书记 四个意识 四个自信 两个维护 两个确立 三产融合 三变 千万工程 百千万工程 万企兴万村 百企兴百村 五位一体
    四好农村路 三下乡 六个一 三个一 五好 三资 两山 一懂两爱 四面八方 五湖四海 最后一公里""".split()
)
"""Of the known ones those that a reader might take for counts: told as set phrases."""
_PATTERNS = (
    re.compile(r"\d+(?:\+(?:\d+|[NnXx]))+(?:[>＞=＝≥](?:\d+|[NnXx]))?|[1一]\+[NnXx]"),
    re.compile(rf"(?:{_NUMERAL}[\u4e00-\u9fff]){{3,}}"),
    re.compile(rf"(?:{_NUMERAL}[\u4e00-\u9fff]{{1,2}}){{2}}(?=”|模式|机制|工作法|行动|工程|制度)"),
)
_MARKS = (
    re.compile(
        r"(?m)^[ \u3000]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．](?!\d)|[①-⑳])"
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
    re.compile(r"https?://\S+|[\w.]+@[\w.]+"),
)
_KNOWN_PATTERN = re.compile("|".join(sorted(map(re.escape, _KNOWN), key=len, reverse=True)))


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
            if pattern is not _KNOWN_PATTERN or match.group() in _SET:
                yield match.span()
