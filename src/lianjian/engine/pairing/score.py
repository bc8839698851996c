"""How far what partners offer answers what villages need: over all pairs at once (M30).

A need and an offer are as close as four things say, each with its share of one micro-unit scale:
the same work area, the same industry, the words that both texts hold, and the nearness of what the
two sentences mean. The words and the meaning are counted in whole numbers, so the same listings
give the same scores on any machine, in blocks of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tables import UNIT, Ints

AREA, AREA_GUESSED = 300_000, 100_000
"""Sharing a work area; less where one of the two was guessed from the words and nobody settled it:
a wrong guess that counts as much drives right offers down (``python -m benchmarks.relevance``)."""
DIVISION, SECTION = 100_000, 50_000
"""Sharing a division of GB/T 4754, or only its section."""
WORDS, ENOUGH_WORDS = 200_000, 3
"""So many pairs of neighbouring characters in both texts are full agreement of the wording."""
MEANING = 400_000
FAR, NEAR = 0.15, 0.50
"""The cosine of two sentence vectors at which their nearness begins to count, and is full: half of
all unrelated pairs lie below 0.12, the related ones around 0.34."""

WIDEST = 1_040
"""So many dimensions of one byte are multiplied and added exactly by float32 (below 2^24)."""

_BLOCK = 4_000_000
GLUE = frozenset("的了和与及或在对为个有能可想要请给到一二三四五六七八九十")
"""Characters that hold sentences together and say nothing about what is needed."""


@dataclass(frozen=True)
class Listings:
    """Needs or offers, one entry each, in the order of ``owner``.

    ``owner`` (n,) rows of villages or partners, ascending; ``area`` (n,) codes and ``settled``
    (n,) whether a person has said it; ``section`` and ``division`` (n,) of the industry, −1 where
    none is said; ``texts``; ``meaning`` (n, d) int8, a row of zeros where there is no vector.
    """

    owner: Ints
    area: Ints
    settled: NDArray[np.bool_]
    section: Ints
    division: Ints
    texts: Sequence[str]
    meaning: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.owner)

    def rows(self, start: int, end: int) -> Listings:
        """Some of them, as they stand."""
        part = slice(start, end)
        return Listings(
            self.owner[part],
            self.area[part],
            self.settled[part],
            self.section[part],
            self.division[part],
            self.texts[start:end],
            self.meaning[part],
        )


@dataclass(frozen=True)
class Relevance:
    """(villages, partners) each: ``score`` in micro-units, and the rows of the need and the offer
    that answer each other best, −1 where nothing does."""

    score: Ints
    need: Ints
    offer: Ints


def closeness(needs: Listings, offers: Listings) -> NDArray[np.int32]:
    """(needs, offers) in micro-units, 0 to 1,000,000."""
    area = needs.area[:, None] == offers.area[None, :]
    both = needs.settled[:, None] & offers.settled[None, :]
    found = area * np.int32(AREA_GUESSED) + (area & both) * np.int32(AREA - AREA_GUESSED)
    section = needs.section[:, None] == offers.section[None, :]
    section &= needs.section[:, None] >= 0
    division = needs.division[:, None] == offers.division[None, :]
    division &= section & (needs.division[:, None] >= 0)
    found += section * np.int32(SECTION) + division * np.int32(DIVISION - SECTION)
    words = np.minimum(_shared(needs.texts, offers.texts), ENOUGH_WORDS)
    found += words * np.int32(WORDS) // np.int32(ENOUGH_WORDS)
    found += _nearness(needs.meaning, offers.meaning)
    return np.asarray(found)


def relevance(needs: Listings, offers: Listings, villages: int, partners: int) -> Relevance:
    """For each pair the need that the partner answers best, and half of what is missing from the
    second best. Memory is bounded by blocks of villages.

    Of several equals the first in the order of the listings counts.
    """
    shape = (villages, partners)
    found = Relevance(
        np.zeros(shape, dtype=np.int64), np.full(shape, -1, np.int64), np.full(shape, -1, np.int64)
    )
    if not len(needs) or not len(offers):
        return found
    owners, first = np.unique(offers.owner, return_index=True)
    backwards = np.arange(len(offers) - 1, -1, -1)
    for start, end in _blocks(needs.owner, max(1, _BLOCK // len(offers))):
        part = needs.rows(start, end)
        # Score and offer in one number, so that the greatest tells both; the first of equals wins.
        coded = closeness(part, offers).astype(np.int64) * len(offers) + backwards
        best = np.maximum.reduceat(coded, first, axis=1)
        for village, rows in _runs(part.owner):
            mine = best[rows]
            score = mine // len(offers)
            chosen = score.argmax(axis=0)
            found.score[village, owners] = _two_best(score)
            answered = score.max(axis=0) > 0
            at = owners[answered]
            found.need[village, at] = start + rows.start + chosen[answered]
            offer = mine[chosen, np.arange(len(owners))][answered] % len(offers)
            found.offer[village, at] = len(offers) - 1 - offer
    return found


def best_offers(needs: Listings, offers: Listings) -> tuple[Ints, Ints]:
    """For each need of one pair (needs,): the row of the offer that answers it best, −1 where
    none does, and how well. The first of several equals."""
    if not len(offers):
        return np.full(len(needs), -1, dtype=np.int64), np.zeros(len(needs), dtype=np.int64)
    close = closeness(needs, offers)
    best = close.argmax(axis=1)
    score = close[np.arange(len(needs)), best].astype(np.int64)
    return np.where(score > 0, best, -1), score


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a text that say something."""
    tells = [letter.isalpha() and letter not in GLUE for letter in text]
    return frozenset(
        text[at : at + 2] for at in range(len(text) - 1) if tells[at] and tells[at + 1]
    )


def _two_best(scores: Ints) -> Ints:
    """(needs, partners) → (partners,)"""
    if len(scores) == 1:
        return np.asarray(scores[0])
    two = np.partition(scores, len(scores) - 2, axis=0)[-2:]
    best, second = two[1], two[0]
    return np.asarray(best + (UNIT - best) * second // (2 * UNIT))


def _blocks(owner: Ints, most: int) -> list[tuple[int, int]]:
    """Runs of whole owners with at most ``most`` rows, or one owner who has more."""
    ends = np.append(np.flatnonzero(np.diff(owner)) + 1, len(owner)).tolist()
    found: list[tuple[int, int]] = []
    start = reach = 0
    for end in ends:
        if end - start > most and reach > start:
            found.append((start, reach))
            start = reach
        reach = end
    return [*found, (start, reach)]


def _runs(owner: Ints) -> list[tuple[int, slice]]:
    """Each owner with its rows, in a block of whole owners."""
    starts = np.flatnonzero(np.diff(owner, prepend=-1)).tolist()
    ends = [*starts[1:], len(owner)]
    return [(int(owner[a]), slice(a, b)) for a, b in zip(starts, ends, strict=True)]


def _shared(some: Sequence[str], others: Sequence[str]) -> NDArray[np.int32]:
    """(some, others): how many different pairs of characters both texts hold."""
    from scipy.sparse import csr_array

    left, right = [bigrams(text) for text in some], [bigrams(text) for text in others]
    place = {word: n for n, word in enumerate(sorted(frozenset().union(*left)))}

    def table(sets: Sequence[frozenset[str]]) -> csr_array:
        columns = [sorted(place[word] for word in words if word in place) for words in sets]
        starts = np.cumsum([0, *map(len, columns)])
        flat = np.array([column for row in columns for column in row], dtype=np.int64)
        ones = np.ones(len(flat), dtype=np.int32)
        return csr_array((ones, flat, starts), shape=(len(sets), max(1, len(place))))

    return np.asarray((table(left) @ table(right).T).toarray(), dtype=np.int32)


def _nearness(some: NDArray[np.int8], others: NDArray[np.int8]) -> NDArray[np.int32]:
    """(some, others) in micro-units. The products are whole and below 2^24 for up to WIDEST
    dimensions, so float32 adds them exactly in any order."""
    left, right = some.astype(np.float32), others.astype(np.float32)
    cosine = (left @ right.T).astype(np.float64)
    for side, axis in ((some, 1), (others, 0)):
        length = np.sqrt((side.astype(np.float64) ** 2).sum(axis=1))
        length[length == 0] = np.inf
        cosine /= np.expand_dims(length, axis)
    cosine -= FAR
    cosine *= MEANING / (NEAR - FAR)
    return np.clip(cosine, 0, MEANING, out=cosine).astype(np.int32)
