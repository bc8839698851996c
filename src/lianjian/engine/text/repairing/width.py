"""Marks in the wrong width: ``,`` for ``，`` beside Chinese characters, radicals for characters."""

from __future__ import annotations

import re
import unicodedata

from ..lexicon import CHINESE_PUNCTUATION, is_han
from .edits import Kind
from .readings import TONES
from .traced import Change

FULL = str.maketrans(",:;?!()", "，：；？！（）")
_HALF = re.compile(r"[,:;?!()]")
_ANGLES = re.compile(r"《[^《》<>\n]*<([^<>《》\n]*)>")
_DOTS = re.compile(r"\.{6}")
_GAPS = re.compile(" {2,}")
_FORMS = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
_LATE = 0.1
"""A text with a larger share of full-width marks was not folded as a whole: what is half-width in
it may be meant so."""
_ASKS = re.compile(
    r"[吗呢么吧谁哪啥何几]|什么|多少|怎|为何|是否|如何|能否|可否|会不会|是不是|能不能|有没有|要不要"
)


def look(text: str) -> list[Change]:
    """Full-width marks where half-width ones stand beside Chinese characters; single brackets in
    titles; characters for the radicals that look like them."""
    changes = [_form(one) for one in _FORMS.finditer(text)]
    changes = [one for one in changes if one.after != text[one.at : one.end]]
    changes += _titles(text)
    if not _HALF.search(text):
        return changes
    beside, foreign = _beside(text)
    full = sum(text.count(mark) for mark in "，：；？！（）")
    folded = full <= _LATE * (full + len(beside)) and any(_between(text, at) for at in beside)
    for at in beside:
        if at in foreign and (not folded or _is_reading(text, at)):
            continue
        if text[at] == "?" and not _asks(text, at):
            continue
        why = "beside Chinese" if folded else "may be meant so"
        changes.append(
            Change(Kind.WIDTH, at, at + 1, text[at].translate(FULL), why, certain=folded)
        )
    if folded:
        for pattern, after, sure in ((_DOTS, "……", True), (_GAPS, "", False)):
            for one in pattern.finditer(text):
                wide = after or "\u3000" * len(one.group())
                changes.append(
                    Change(Kind.WIDTH, one.start(), one.end(), wide, "blanks", certain=sure)
                )
    return changes


def _form(match: re.Match[str]) -> Change:
    plain = unicodedata.normalize("NFKC", match.group())
    return Change(Kind.WIDTH, match.start(), match.end(), plain, "a form of this character")


def _titles(text: str) -> list[Change]:
    changes = []
    for one in _ANGLES.finditer(text):
        if any(map(is_han, one.group(1))):
            for at, mark in ((one.start(1) - 1, "〈"), (one.end(1), "〉")):
                changes.append(Change(Kind.WIDTH, at, at + 1, mark, "a title inside a title"))
    return changes


def _beside(text: str) -> tuple[list[int], set[int]]:
    """Where a half-width mark belongs to Chinese text: beside a Chinese character or mark, or
    beside another such mark; brackets in pairs only. The second answer is the brackets around
    nothing Chinese."""
    places: set[int] = set()
    foreign: set[int] = set()
    opened: list[int] = []
    for match in _HALF.finditer(text):
        at = match.start()
        if match.group() == "(":
            opened.append(at)
        elif match.group() == ")":
            if opened:
                start = opened.pop()
                if _touches(text, start) or _touches(text, at):
                    places |= {start, at}
                    if not any(map(_chinese, text[start + 1 : at])):
                        foreign |= {start, at}
        elif _touches(text, at) or (at - 1 in places and at - 1 not in foreign):
            places.add(at)
    return sorted(places), foreign


def _is_reading(text: str, at: int) -> bool:
    """Whether the bracket at ``at`` is one around what may be pinyin: a damage of its own."""
    around = text[max(0, at - 40) : at + 40]
    return any(one.start() <= min(at, 40) < one.end() for one in _READING.finditer(around))


_READING = re.compile(rf"\((?:[a-zü]*[{TONES}][a-zü{TONES}]*|[a-zü]{{1,6}})\)")


def _touches(text: str, at: int) -> bool:
    return _chinese(text[at - 1 : at]) or _chinese(text[at + 1 : at + 2])


def _between(text: str, at: int) -> bool:
    return _chinese(text[at - 1 : at]) and _chinese(text[at + 1 : at + 2])


def _chinese(one: str) -> bool:
    return bool(one) and (is_han(one) or one in CHINESE_PUNCTUATION)


def _asks(text: str, at: int) -> bool:
    """Whether the clause before this mark asks something: elsewhere a ``?`` may as well stand for
    a character that was lost, and is left for a person."""
    if text[at - 1 : at] == "?" or text[at + 1 : at + 2] == "?":
        return False
    clause = re.split(r"[，。；！？,;!?\n]", text[max(0, at - 60) : at])[-1]
    return "\ufffd" not in clause and bool(_ASKS.search(clause))
