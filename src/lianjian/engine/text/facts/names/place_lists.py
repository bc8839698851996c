"""Places that are named without a word for what they are: by one character, in a list whose end
says it, by a family's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import place_words as words
from .edges import Edges
from .names import SURNAMES


def letters(text: str, edges: Edges) -> Iterator[tuple[int, int, str]]:
    """京、黑、湘、浙: provinces by one character, in a list of them."""
    for match in words.LETTERS.finditer(text):
        for at in range(match.start(), match.end(), 2):
            yield at, at + 1, "province"

    for match in words.PAIR.finditer(text):
        if edges.lexicon.cut(match["letters"])[0].tag[:1] in ("j", "n"):
            for at in range(*match.span("letters")):
                yield at, at + 1, "province"

    for match in words.TO_A_PROVINCE.finditer(text):
        if edges.lexicon.cut(text[match.start() - 1 : match.end() + 2])[0].end <= 2:
            yield *match.span(), "province"

    for word in edges.words(text):
        if word.tag == "ns" and words.REGION.fullmatch(word.text):
            yield word.start, word.end, "other"


def listed(text: str, edges: Edges) -> Iterator[tuple[int, int, str]]:
    """Names without a last word in a list whose end says what they are."""
    for match in words.LISTED.finditer(text):
        of = match["of"]
        level = words.CLASS_LEVEL.get(of[:2]) or words.CLASS_LEVEL[of[0]]
        for piece in re.finditer("[^、和]+", match["names"]):
            start, end = (match.start("names") + at for at in piece.span())
            if piece.start() == 0:
                start = max(start, edges.left(text, end))
            if end - start >= 2 and _may_be_listed(edges, text[start:end], level):
                yield start, end, level


def _may_be_listed(edges: Edges, name: str, level: str) -> bool:
    """Whether a name in such a list is no word of every day (产业、生态等5个县)."""
    pieces = edges.lexicon.cut(name)
    if words.SUFFIX.search(name) or len(name) > 4:
        return False
    small = level in ("village", "hamlet") and pieces[0].tag == "n"
    return len(pieces) > 1 or small or pieces[0].tag[:2] in ("ns", "nr", "nz", "")


def families(text: str) -> Iterator[tuple[int, int, str]]:
    """蔡家沟 and its like: villages that are named without a word for what they are."""
    for match in words.FAMILY.finditer(text):
        after = text[match.end() : match.end() + 1]
        if match.group()[0] in SURNAMES and after not in "村镇乡":
            yield match.start(), match.end(), "village"
