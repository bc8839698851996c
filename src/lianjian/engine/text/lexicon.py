"""How usual a stretch of Chinese is: words with their frequencies, and characters by their place
in GB 2312.

The frequencies come in from the edge (``files.lexicon``); nothing here opens a file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN = -22.0
"""Log probability of a Han character that no word of the list begins with and none is."""
PUNCTUATION = -5.0
OTHER = -6.0
LONGEST = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a text (places in it, half open) and its part of speech: jieba's tag (n, v, ns …),
    ``x`` for a mark, ``""`` for a character that is in no list."""

    start: int
    end: int
    text: str
    tag: str


class Lexicon:
    """A list of words, with how often each was counted and what part of speech it is."""

    def __init__(self, words: Mapping[str, tuple[int, str]]) -> None:
        self._log = {word: math.log(count) for word, (count, _) in words.items() if count and word}
        self._tag = {word: tag for word, (_, tag) in words.items()}
        self._total = math.log(max(1, sum(count for count, _ in words.values())))
        self._reach: dict[str, int] = {}
        for word in self._log:
            size, start = min(len(word), LONGEST), word[:2]
            if size > self._reach.get(start, 1):
                self._reach[start] = size

    def __contains__(self, word: str) -> bool:
        return word in self._log

    def tag(self, word: str) -> str:
        """Its part of speech; empty for a word that is not in the list."""
        return self._tag.get(word, "")

    def words_tagged(self, tag: str) -> Iterator[str]:
        """The words whose part of speech begins with ``tag``."""
        return (word for word, known in self._tag.items() if known.startswith(tag))

    def likelihood(self, text: str) -> float:
        """Log probability of the best way to cut ``text`` into words (0 for nothing)."""
        return self._best(text)[0][0]

    def cut(self, text: str) -> list[Word]:
        """The words of a text, cut in the likeliest way."""
        ends = self._best(text)[1]
        words = []
        at = 0
        while at < len(text):
            piece = text[at : ends[at]]
            tag = self._tag.get(piece, "" if is_han(piece[0]) else "x")
            words.append(Word(at, ends[at], piece, tag))
            at = ends[at]
        return words

    def _best(self, text: str) -> tuple[list[float], list[int]]:
        """Maximum-probability segmentation over words of up to eight characters, by dynamic
        programming from the right (as jieba's, without its model of unknown words): for each place
        the log probability of what follows, and where its first word ends."""
        size = len(text)
        best = [0.0] * (size + 1)
        ends = [0] * size
        for at in range(size - 1, -1, -1):
            score, last = self._alone(text[at]) + best[at + 1], at + 1
            reach = self._reach.get(text[at : at + 2], 0)
            for end in range(at + 2, min(size, at + reach) + 1):
                log = self._log.get(text[at:end])
                if log is not None and log - self._total + best[end] > score:
                    score, last = log - self._total + best[end], end
            best[at], ends[at] = score, last
        return best, ends

    def _alone(self, character: str) -> float:
        log = self._log.get(character)
        if log is not None:
            return log - self._total
        if is_han(character):
            return UNKNOWN
        return PUNCTUATION if character in CHINESE_PUNCTUATION else OTHER


CHINESE_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】…—·「」『』〔〕")


def is_han(character: str) -> bool:
    """Whether it is a Chinese character (unified ideographs and 〇, extensions too)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U000323af"
        or character == "〇"
    )


@lru_cache(maxsize=65536)
def level(character: str) -> int:
    """Its level in GB 2312: 1 for the 3,755 usual characters, 2 for the rest of it, 0 if it has
    none (then it is rare, Traditional, or no Han)."""
    if not is_han(character):
        return 0
    try:
        row = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0
    return 1 if row < 0xD8 else 2
