"""The words of texts as numbers: the same pairs of letters that ``bigrams`` counts, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lianjian.engine.pairing import Bools, Ints
from lianjian.engine.pairing.score import GLUE

_POINTS = 0x110000
"""How many code points there are: a word is two of them."""


@dataclass(frozen=True)
class Words:
    """Of each text its different words, ascending: ``code[start[n] : start[n + 1]]``."""

    start: Ints
    code: Ints

    def __len__(self) -> int:
        return len(self.start) - 1

    def rows(self, rows: Ints) -> Words:
        """Those of some texts, in the order in which they are asked for."""
        size = self.start[rows + 1] - self.start[rows]
        start = np.concatenate(([0], np.cumsum(size)))
        at = np.arange(start[-1]) + np.repeat(self.start[rows] - start[:-1], size)
        return Words(start, self.code[at])


def words_of(texts: Sequence[str]) -> Words:
    """The words of every text."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(texts)), np.fromiter(map(len, texts), np.int64, len(texts)))
    told = _tells(points)
    both = told[:-1] & told[1:] & (owner[:-1] == owner[1:])
    code = points[:-1][both].astype(np.int64) * _POINTS + points[1:][both]
    owner = owner[:-1][both]
    order = np.lexsort((code, owner))
    code, owner = code[order], owner[order]
    first = np.ones(len(code), dtype=np.bool_)
    first[1:] = (code[1:] != code[:-1]) | (owner[1:] != owner[:-1])
    size = np.bincount(owner[first], minlength=len(texts))
    return Words(np.concatenate(([0], np.cumsum(size))), code[first])


def _tells(points: NDArray[np.uint32]) -> Bools:
    """(points,): whether a character is a letter that says something."""
    known, place = np.unique(points, return_inverse=True)
    letters = [chr(point) for point in known.tolist()]
    tells = [letter.isalpha() and letter not in GLUE for letter in letters]
    return np.array(tells, dtype=np.bool_)[place]
