"""People in the lines around a text: who wrote it, who was present, who signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...lexicon import Lexicon, is_han
from ..vocabulary import CREDITS
from .name_words import LABELS
from .names import ENDS_IN_POST, SURNAMES, USUAL, is_name
from .person import Person

_credits, _labels = "|".join(CREDITS), "|".join(sorted(LABELS, key=len, reverse=True))
_with_telephone = "(?:[及和、]?(?:联系)?(?:电话|方式|手机))?(?:（[^）\n]{1,8}）)?"
_CREDIT = re.compile(
    rf"(?:(?P<label>(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{0,6}}?(?:{_labels})){_with_telephone}"
    r"[ \u3000]*[:：][ \u3000]*"
    rf"|(?P<role>{_credits})(?:（[^）]{{1,6}}）)?(?:\s*[:：/／]\s*|[ \u3000]+))(?=[\u4e00-\u9fff])"
)
_NAMES = re.compile("(?:[\u4e00-\u9fff·• 、\u3000，；]|（[\u4e00-\u9fff、]{1,20}）)+")
_PIECE = re.compile("[^ 、\u3000，；]+")
_BYLINE = re.compile(
    r"[（(](?:[\u4e00-\u9fff]{2,14}[ \u3000])?(?P<names>[\u4e00-\u9fff]{2,4}"
    r"(?:[ \u3000、][\u4e00-\u9fff]{2,4}){0,4})[）)]\s*$",
    re.MULTILINE,
)
_SIGNED = re.compile(
    r"(?m)^[ \u3000]*(?:[\u4e00-\u9fff（）]{2,24}[ \u3000:：]+)?"
    r"(?P<name>[\u4e00-\u9fff]{2,3})[ \u3000]*$"
)
_CREDITS = frozenset(one.replace("人?", "") for one in CREDITS) | {"联系人", "主持人", "签发人"}
_SHORT = frozenset({"文", "图", "作者", "成员", "组长", "编辑", "记录", "整理"})
_ENDS_OF_BODIES = frozenset("村镇乡县市区社会局部委组办院校站所处厂司台网报店队系组方位")
_WOMEN = frozenset("花兰梅菊香英芳莲霞玉月凤")
_LAST_OF_BODY = frozenset("村镇乡县市部委局办院校社会所站处司厂团队心组行支联区店")
PRESENCE = re.compile("出席|列席|参加|参会|到会|与会|在场")
"""Roles that only say that somebody was there."""


def by_credit(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """记者 X 通讯员 Y; 主持：X; 出席：A公司X、B村Y."""
    roles = [*_CREDIT.finditer(text), None]
    for match, following in pairwise(roles):
        if match is None:
            continue
        role = match["role"] or match["label"]
        glued = match.start() and is_han(text[match.start() - 1]) and role in _SHORT
        if glued and match.group()[-1] not in ":：":
            continue
        listed = _NAMES.match(text, match.end(), following.start() if following else len(text))
        outlet = _outlet_before(text, match.start())
        for piece in _PIECE.finditer(listed.group()) if listed else ():
            start, end = match.end() + piece.start(), match.end() + piece.end()
            end -= text[start:end].endswith("等")
            if "（" in text[start:end]:
                end = text.index("（", start)
            if text[end : end + 1] in (":", "："):
                break  # The next label: 审核：甲 发布日期：…
            if text[start:end] in _CREDITS:
                role = text[start:end]
                continue
            plain = not PRESENCE.match(role)
            length = _length(text, start, end, lexicon, plain=plain)
            if not length:
                continue
            organisation = outlet or text[start : end - length]
            yield Person(end - length, end, text[end - length : end], role, organisation)
            if outlet and length < end - start:
                break


def _length(text: str, start: int, end: int, lexicon: Lexicon, *, plain: bool) -> int:
    """How long the name is that a piece of a list ends with (江西赣源集团党委王蔚); 0 if none.

    ``plain``: whether only people stand there, so that a word may be a name (通讯员 江山).
    """
    whole = end - start
    if whole == 2 and text[start] in "小老" and text[start + 1] in SURNAMES:
        return 2
    if whole > 2 and text[end - 2] in "小老" and ENDS_IN_POST.search(text, start, end - 2):
        return 2
    length = next((n for n in (whole, 3, 2) if is_name(text[end - n : end], lexicon)), 0)
    if not length and whole == 2 and plain and _is_word_name(text[start:end]):
        return 2
    if not length and text[end - 1] in _WOMEN and text[end - 2] in USUAL:
        return 2 if whole == 2 or text[end - 3] in _LAST_OF_BODY else 0
    if length < whole and length == 2 and whole < 5 and text[end - 3] not in _LAST_OF_BODY:
        return 0
    return length if length <= whole else 0


def _is_word_name(word: str) -> bool:
    """Whether a word of two characters may be a name beside 编辑 or 记者 (江山, 常乐)."""
    usual = word[0] in USUAL or word[0] in "常万安江成白黄高金"
    return usual and word[1] not in _ENDS_OF_BODIES


def _outlet_before(text: str, at: int) -> str:
    found = re.search(
        r"[\u4e00-\u9fff]{2,8}(?:新闻|日报|晚报|网|报|社|台)$", text[max(0, at - 12) : at]
    )
    return found.group() if found else ""


def by_line(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """（农学院 关爱华）; a name that a text is signed with."""
    for match in _BYLINE.finditer(text):
        pieces = list(re.finditer(r"[\u4e00-\u9fff]+", match["names"]))
        if match["names"] != "代章" and all(is_name(one.group(), lexicon) for one in pieces):
            at = match.start("names")
            for piece in pieces:
                yield Person(at + piece.start(), at + piece.end(), piece.group(), "作者", "")
    for match in _SIGNED.finditer(text, _last_lines(text)):
        name = match["name"]
        familiar = len(name) == 2 and name[0] in "小老" and name[1] in USUAL
        if (name[0] in USUAL and is_name(name, lexicon)) or familiar:
            yield Person(*match.span("name"), name, "", "")


def _last_lines(text: str, number: int = 4) -> int:
    """Where the last lines of a text begin, if it has more than these."""
    at = len(text.rstrip())
    for _ in range(number):
        at = text.rfind("\n", 0, at)
        if at < 0:
            return len(text)
    return at + 1
