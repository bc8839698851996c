"""Where a name begins. Its end is told by its last word (党支部, 有限公司, 村); its beginning only
by what cannot be part of a name: marks, prepositions, most verbs, another name before it."""

from __future__ import annotations

import re
from collections.abc import Container

from ...lexicon import Lexicon, Word
from ..numbers.units import UNITS
from ..vocabulary import LEADS, NAME_VERBS, NEVER_NAMED, NUMBER_LEADS, STOPS, WITHIN

_MARK = re.compile(r"[\s，。、；：？！“”‘’《》〈〉…—,.;:?!\[\]【】()（）/|｜·→●■◆★※@]")
_COUNTED = re.compile(
    rf"\d[\d.,]*[万亿千百]*[余多]?(?:{'|'.join(map(re.escape, UNITS))})"
    "|[一二两三四五六七八九十]+[个座家条栋间处批]"
)
"""What is counted before a name is no part of it (投资1200万元建设加工厂)."""
_NUMBER = re.compile(r"[\d一二三四五六七八九十]+$")
LONGEST = 30


class Edges:
    """Finds where names begin. ``known``: names that are places, whatever their words say (包头 is
    no verb)."""

    def __init__(self, lexicon: Lexicon, known: Container[str] = ()) -> None:
        self.lexicon, self.known = lexicon, known
        self._cuts: dict[str, list[Word]] = {}
        self._whole: dict[str, list[Word]] = {}

    def left(self, text: str, at: int, *, least: int = 0) -> int:
        """Where the name begins whose last word begins at ``at``; not before ``least``. Is ``at``
        itself where nothing before it belongs to a name."""
        start = max(least, at - LONGEST)
        for mark in _MARK.finditer(text, start, at):
            start = mark.end()
        for counted in _COUNTED.finditer(text, start, at):
            start = counted.end()
        words = self._cut(text[start:at])
        edge = len(words)
        while edge and self._belongs(words, edge - 1):
            edge -= 1
        while edge < len(words) and self._cannot_begin(words[edge]):
            edge += 1
        return start + words[edge].start if edge < len(words) else at

    def words(self, text: str) -> list[Word]:
        """The words of a whole text, cut once."""
        if text not in self._whole:
            self._whole = {text: self.lexicon.cut(text)}
        return self._whole[text]

    def _cut(self, text: str) -> list[Word]:
        """The words of a stretch; one that has swallowed 和 or 与 before a level (和县) is cut."""
        if text in self._cuts:
            return self._cuts[text]
        words: list[Word] = []
        for word in self.lexicon.cut(text):
            if len(word.text) == 2 and word.text[0] in "和与同" and word.text[1] in _LEVELS:
                words.append(Word(word.start, word.start + 1, word.text[0], "c"))
                words.append(Word(word.start + 1, word.end, word.text[1], "n"))
            else:
                words.append(word)
        self._cuts[text] = words
        return words

    def _belongs(self, words: list[Word], at: int) -> bool:
        word = words[at]
        if len(word.text) > 1 and word.text in self.known:
            return True
        if word.text in ("与", "和", "及"):
            return _joins(words, at)
        if word.text == "联合" and 0 < at < len(words) - 1 and words[at + 1].tag == "ns":
            return False
        if len(word.text) == 1:
            return word.text not in FUNCTION
        if word.text in STOPS and word.text not in WITHIN:
            return False
        if word.tag[:1] in ("p", "u", "c", "r", "y", "e", "d"):
            return word.text in WITHIN
        if word.tag == "v":
            return word.text in NAME_VERBS or _is_name_verb(words, at)
        return True

    def _cannot_begin(self, word: Word) -> bool:
        if word.text in LEADS or (len(word.text) > 1 and word.text in self.known):
            return False
        if len(word.text) == 1:
            return (
                word.text in FUNCTION
                or word.text in "本原旧前后咱去"
                or (word.tag == "x" and not word.text.isalnum())
            )
        return (
            word.text in STOPS
            or word.tag[:1] in ("p", "u", "c", "d", "y", "x", "r", "t")
            or (word.tag in ("v", "vn") and word.text not in NUMBER_LEADS)
            or (word.tag == "m" and word.text not in NUMBER_LEADS and _counts(word.text))
            or bool(_NUMBER.fullmatch(word.text) and len(word.text) > 2)
        )


def _counts(word: str) -> bool:
    """Whether a word that the list of words takes for a numeral holds one (许道 does not)."""
    return not set(word).isdisjoint("0123456789一二三四五六七八九十百千万亿两半几数多若俩仨")


FUNCTION = frozenset(
    "与和及同跟由被于在对为向到从把将让请给往按据依因随等的了着过之并且而或但则是有又也都就已曾拟各每该此其某我你他她它这那均比帮替仅只还再更须"
    "最很不没未无归属报即如像叫称说致经以待至"
)
_LEVELS = "县市区省镇乡村"


def _joins(words: list[Word], at: int) -> bool:
    """Whether 与 stands inside a name (保护与修缮协会): both its sides are short common words and
    the left one ends no name of its own."""
    if at == 0:
        return False
    left = words[at - 1]
    right = words[at + 1] if at + 1 < len(words) else None
    if len(left.text) > 3 or left.text[-1] in _ENDS or left.tag in ("ns", "nr", "nt", "r", "p"):
        return False
    if right is None:
        return left.tag in _COMMON
    if len(right.text) > 3 or right.text in _LEVELS or right.tag in ("ns", "nr", "nt"):
        return False
    return left.tag in _COMMON and right.tag in _COMMON


_COMMON = frozenset({"n", "vn", "v", "b", "l", "nz", "j", "a"})
_ENDS = frozenset("村镇乡县市区省社会司院校局厅部委办所站部队厂馆")


def _is_name_verb(words: list[Word], at: int) -> bool:
    """Another verb of two characters, between nouns of a long name."""
    return (
        words[at].text not in NEVER_NAMED
        and 0 < at < len(words) - 1
        and words[at - 1].tag[:1] in ("n", "")
        and len(words) - at <= 3
    )
