"""How usual a stretch of Chinese is: words with their frequencies, and characters by their place
in GB 2312.

The frequencies come in from the edge (``files.lexicon``); nothing here opens a file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

UNKNOWN = -22.0
"""Log probability of a Han character that no word of the list begins with and none is."""
PUNCTUATION = -5.0
OTHER = -6.0
LONGEST = 8


class Lexicon:
    """A list of words with how often each was counted."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._log = {word: math.log(count) for word, count in frequencies.items() if count and word}
        self._total = math.log(max(1, sum(frequencies.values())))

    def __contains__(self, word: str) -> bool:
        return word in self._log

    def likelihood(self, text: str) -> float:
        """Log probability of the best way to cut ``text`` into words (0 for nothing).

        Maximum-probability segmentation over words of up to eight characters, by dynamic
        programming from the right; as jieba's, without its model of unknown words.
        """
        best = [0.0] * (len(text) + 1)
        for at in range(len(text) - 1, -1, -1):
            score = self._alone(text[at]) + best[at + 1]
            for end in range(at + 2, min(len(text), at + LONGEST) + 1):
                log = self._log.get(text[at:end])
                if log is not None:
                    score = max(score, log - self._total + best[end])
            best[at] = score
        return best[0]

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
