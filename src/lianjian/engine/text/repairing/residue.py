"""What still looks damaged when everything that can be repaired is."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..lexicon import Lexicon, Word, is_han, level
from .edits import Kind
from .traced import Suspect
from .traditional import is_traditional

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff“”‘’（）《》，。、；：！？"
_LOST = re.compile(rf"\ufffd+|(?<=[{_CHINESE}])\?+(?=[{_CHINESE}\n]|$)|(?<=[{_CHINESE}])\?{{2,}}")
_SHIFTED = re.compile("[?\ufffd][!！](?=[\u4e00-\u9fff\ufffd?\\d])")
"""What 。” becomes where GBK is read one byte late."""
_ANGLE = re.compile(
    r"(?<=[\u4e00-\u9fff《])<|<(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])>(?=[\u4e00-\u9fff》])"
)
_LINKED = re.compile(r"[锟斤拷烫屯]{4,}")
_PAIRS = {"”": "“", "’": "‘", "）": "（", "》": "《", "〉": "〈", "】": "【", ")": "("}
_OPEN = frozenset(_PAIRS.values())


def look(text: str, lexicon: Lexicon) -> list[Suspect]:
    """Marks of lost characters, brackets and quotation marks without their other half, runs of
    characters that make no word."""
    suspects = [
        Suspect(Kind.LOST, one.start(), one.end(), "a character is lost")
        for pattern in (_SHIFTED, _LOST, _LINKED, _ANGLE)
        for one in pattern.finditer(text)
    ]
    return suspects + _unpaired(text) + _strange(text, lexicon) + _planted(text, lexicon)


def _unpaired(text: str) -> list[Suspect]:
    """Marks without their other half, within a line (a quotation of several paragraphs opens each
    of them anew)."""
    suspects = []
    opened: list[tuple[str, int]] = []
    for at, one in enumerate(text):
        if one == "\n":
            suspects += [_half(place) for _, place in opened]
            opened = []
        elif one in _OPEN:
            opened.append((one, at))
        elif one in _PAIRS:
            if opened and opened[-1][0] == _PAIRS[one]:
                opened.pop()
            elif not (one == ")" and at and text[at - 1].isdigit()):
                suspects.append(_half(at))
    return suspects + [_half(place) for _, place in opened]


def _half(at: int) -> Suspect:
    return Suspect(Kind.LOST, at, at + 1, "without its other half")


def _strange(text: str, lexicon: Lexicon) -> list[Suspect]:
    """Two rare characters or more in a row that are no word: planted, or misread."""
    suspects = []
    for run in re.finditer("[\u3400-\u4dbf\u4e00-\u9fff]{2,}", text):
        start = None
        stretch = run.group() + "\n"
        for at, one in enumerate(stretch):
            rare = is_han(one) and not level(one) and not is_traditional(one) and one not in lexicon
            if rare and start is None:
                start = at
            elif not rare and start is not None:
                if at - start >= 2:
                    suspects.append(
                        Suspect(Kind.LOST, run.start() + start, run.start() + at, "no word")
                    )
                start = None
    return suspects


def _planted(text: str, lexicon: Lexicon) -> list[Suspect]:
    """Two or three characters before a mark that belong to no word: machines plant such in pages
    that they want to call their own.

    Rare ones are told wherever they are. A clause may well end with two usual ones, so these are
    told only where too many clauses do.
    """
    clauses = list(_CLAUSE.finditer(text))
    tails = [lexicon.cut(one.group()[-12:]) for one in clauses]
    rare = [_strays(tail, lambda word: _is_rare(word, lexicon)) for tail in tails]
    odd = [_strays(tail, lambda word: word.tag[:1] in ("v", "p", "d", "c")) for tail in tails]
    many = sum(count >= 2 for count in odd)
    if many >= MANY and many > SHARE * len(clauses):
        rare = [_strays(tail, lambda _: True) for tail in tails]
    return [
        Suspect(Kind.LOST, one.end() - count, one.end(), "planted")
        for one, count in zip(clauses, rare, strict=True)
        if count >= 2
    ]


def _strays(tail: list[Word], stray: Callable[[Word], bool]) -> int:
    """How many of the last words (three at most) are single characters that stand there alone."""
    count = 0
    while count < min(3, len(tail)) and len(tail[-1 - count].text) == 1 and stray(tail[-1 - count]):
        count += 1
    return count


def _is_rare(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.likelihood(word.text) < STANDS_ALONE


_CLAUSE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{4,}(?=[，。；：！？,;!?])")
STANDS_ALONE = -10.0
"""Log probability of a character that does stand alone: 人, 村, 山."""
MANY = 5
SHARE = 0.12
"""So many clauses that end with stray characters are more than a writer writes."""
