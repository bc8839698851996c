"""Pinyin that a machine wrote into a text, taken out again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lexicon import is_han, level
from .edits import Kind
from .readings import LETTERS, TONES, annotation, spelled
from .traced import Change, Suspect
from .traditional import simplified

ENOUGH = 3
"""So many annotations with tones that spell what stands before them are a machine's; fewer may be
the author's own help for a rare character."""
ENOUGH_BARE = 5
"""The same for annotations without tones, which also spell words of other languages by chance."""
SHARE = 0.5
"""A text whose annotated characters are mostly rare ones is annotated by its author."""
LOST = "?？\ufffd"
"""An annotation after one of these spells a character that was lost."""
LONGEST = 12
"""No annotation spells more characters than this."""

_ONE = re.compile(rf"[(（]([{LETTERS}'’ \-]{{1,48}})[)）]")


@dataclass(frozen=True, slots=True)
class _Annotation:
    at: int
    end: int
    spelling: str
    toned: bool
    over: int
    """How many characters before it it spells; 0 if it does not."""
    rare: bool


def look(text: str) -> tuple[list[Change], list[Suspect]]:
    """Annotations that spell the characters before them, as changes; others as doubts.

    An annotation is used up from its end, each character taking one of its readings, so words of
    any length, wrongly cut words (以村(yǐcūn)促企), ü, apostrophes and neutral tones need no rule
    of their own.
    """
    found = _annotations(text)
    if not found:
        return [], []
    toned = [one for one in found if one.toned and one.over]
    bare = [one for one in found if not one.toned and one.over]
    certain = len(toned) >= ENOUGH and _is_machine(toned)
    certain_bare = certain or (len(bare) >= ENOUGH_BARE and _is_machine(bare))
    changes: list[Change] = []
    suspects: list[Suspect] = []
    for one in found:
        if not one.over:
            if one.toned or certain_bare:
                suspects.append(Suspect(Kind.PINYIN, one.at, one.end, "does not spell"))
        else:
            sure = certain if one.toned else certain_bare
            why = "spells" if sure else "too few to be a machine's"
            changes.append(Change(Kind.PINYIN, one.at, one.end, "", why, certain=sure))
    return changes, suspects


def _is_machine(found: list[_Annotation]) -> bool:
    return sum(one.rare for one in found) <= SHARE * len(found)


def _annotations(text: str) -> list[_Annotation]:
    """Every bracket of Latin letters that follows a Chinese character, or another such bracket."""
    found: list[_Annotation] = []
    for match in _ONE.finditer(text):
        before = match.start()
        while found and found[-1].end == before and found[-1].over:
            before = found[-1].at
        spelling = annotation(match.group(1))
        toned = any(one in TONES for one in spelling)
        if not before or not (is_han(text[before - 1]) or (toned and text[before - 1] in LOST)):
            continue
        over = _over(_han(text, before), spelling, toned)
        rare = bool(over) and any(
            level(simplified(one)) != 1 for one in text[before - over : before]
        )
        found.append(_Annotation(match.start(), match.end(), spelling, toned, over, rare))
    return found


def _over(before: str, spelling: str, toned: bool) -> int:
    over = spelled(before, spelling, tones=toned)
    half = len(spelling) // 2
    if not over and spelling[:half] == spelling[half:]:
        return spelled(before, spelling[:half], tones=toned)
    return over


def _han(text: str, end: int) -> str:
    """The Chinese characters right before ``end``, past the annotations among them."""
    kept = ""
    at = end
    while at and len(kept) < LONGEST:
        if is_han(text[at - 1]):
            kept = text[at - 1] + kept
            at -= 1
            continue
        inner = _LAST.search(text, max(0, at - 52), at)
        if inner is None or inner.end() != at:
            break
        at = inner.start()
    return kept


_LAST = re.compile(rf"[(（][{LETTERS}'’ \-]{{1,48}}[)）]$")
