"""The loops of the finder as machine code, each over arrays that somebody else has laid out.

Two numbers of one byte multiply to a whole number, so nothing here depends on the order in which
it is added, nor on how the work was cut into tiles.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lianjian.engine.pairing import Bools, Ints
from lianjian.engine.pairing.compiled import compiled
from lianjian.engine.pairing.score import (
    AREA,
    AREA_GUESSED,
    DIVISION,
    ENOUGH_WORDS,
    FAR,
    MEANING,
    NEAR,
    SECTION,
    WORDS,
)
from lianjian.engine.pairing.tables import UNIT

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_FAR, _NOTHING, _MEANING = np.float32(FAR), np.float32(0), np.float32(MEANING)
_SLOPE = np.float32(MEANING / (NEAR - FAR))
_EXACT_SLOPE = MEANING / (NEAR - FAR)
NEVER = -(2**60)
"""Less than anything is worth."""


class Lines(NamedTuple):
    """Needs or offers as arrays (``Posted``); ``words`` (n + 1,) where each one's words begin."""

    area: Ints
    settled: Bools
    section: Ints
    division: Ints
    words: Ints
    word: Ints
    meaning: NDArray[np.int8]
    length: Doubles


class Sought(NamedTuple):
    """Some needs: ``slot`` (n,) the village of each among those that are looked at together;
    ``shorter`` (n,) one over the length of its vector; ``words`` (n + 1,) where each one's words
    begin in ``word``, which numbers into the postings of a shelf."""

    slot: Ints
    shorter: Floats
    settled: Bools
    section: Ints
    division: Ints
    words: Ints
    word: Ints


class Shelf(NamedTuple):
    """The offers that needs of one area look at, by partner.

    ``area`` (2, offers) what sharing the area counts for a need that is not settled, and for one
    that is; ``shorter`` as in ``Sought``. ``posting[postings[w] : postings[w + 1]]`` are the offers
    that hold the word w. ``partner`` (m,) places of partners, ``run`` (m + 1,) the offers of each.
    """

    rows: Ints
    area: Ints
    shorter: Floats
    section: Ints
    division: Ints
    postings: Ints
    posting: Ints
    run: Ints
    partner: Ints


@compiled
def fold_in(products: Floats, needs: Sought, shelf: Shelf, best: Ints, second: Ints) -> None:
    """Of some needs, the two of each village that a partner answers best.

    ``products`` (needs, offers) of their vectors; ``best`` and ``second`` (villages, partners) are
    brought up to date.
    """
    shared = np.zeros(len(shelf.rows), dtype=np.int16)
    close = np.zeros(len(shelf.rows), dtype=np.int32)
    for n in range(len(needs.slot)):
        _compare(products[n], needs, n, shelf, shared, close)
        mine, other = best[needs.slot[n]], second[needs.slot[n]]
        for p in range(len(shelf.partner)):
            top = close[shelf.run[p]]
            for o in range(shelf.run[p] + 1, shelf.run[p + 1]):
                top = max(top, close[o])
            j = shelf.partner[p]
            if top > mine[j]:
                other[j] = mine[j]
                mine[j] = top
            elif top > other[j]:
                other[j] = top


@compiled
def _compare(
    products: Floats, needs: Sought, n: int, shelf: Shelf, shared: Ints, close: Ints
) -> None:
    """How close all offers of a shelf come to one need. ``shared`` is 0 before and after.

    Two are of one division only if they are of one section, as a division lies in one.
    """
    same = shelf.area[1] if needs.settled[n] else shelf.area[0]
    for o in range(len(close)):
        near = (products[o] * needs.shorter[n] * shelf.shorter[o] - _FAR) * _SLOPE
        close[o] = same[o] + np.int32(min(max(near, _NOTHING), _MEANING))
    if needs.section[n] >= 0:
        for o in range(len(close)):
            close[o] += SECTION * (shelf.section[o] == needs.section[n])
    if needs.division[n] >= 0:
        for o in range(len(close)):
            close[o] += (DIVISION - SECTION) * (shelf.division[o] == needs.division[n])
    for w in range(needs.words[n], needs.words[n + 1]):
        word = needs.word[w]
        for at in range(shelf.postings[word], shelf.postings[word + 1]):
            shared[shelf.posting[at]] += 1
    for w in range(needs.words[n], needs.words[n + 1]):
        word = needs.word[w]
        for at in range(shelf.postings[word], shelf.postings[word + 1]):
            o = shelf.posting[at]
            if shared[o]:
                close[o] += min(shared[o], ENOUGH_WORDS) * WORDS // ENOUGH_WORDS
                shared[o] = 0


@compiled
def rank(
    value: Ints, price: Ints, top: Ints, found: Ints, net: Ints, bought: Ints, level: Ints
) -> None:
    """The best partners of each village by value, and by what is left of it at the prices.

    ``value`` (villages, partners), NEVER where a pair cannot be, and ``price`` (partners,). ``top``
    (villages, k) and ``net`` (villages, m), NEVER where empty, are heaps whose least comes first;
    ``found`` and ``bought`` the partners in them. ``level`` (villages,) is the least in ``net``:
    what a village has left anyhow.
    """
    left = np.empty(len(price), dtype=np.int64)
    for i in range(len(value)):
        _fill(value[i], top[i], found[i])
        for j in range(len(price)):
            left[j] = value[i, j] - price[j] if value[i, j] > NEVER else NEVER
        _fill(left, net[i], bought[i])
        level[i] = net[i, 0] if net.shape[1] and net[i, 0] > NEVER else 0


@compiled
def _fill(value: Ints, heap: Ints, who: Ints) -> None:
    """The greatest of ``value`` into an empty heap; of equals those that come first."""
    most = len(heap)
    for j in range(len(value)):
        if not most or value[j] <= heap[0]:
            continue
        at = 0
        while True:
            child = 2 * at + 1
            if child >= most:
                break
            if child + 1 < most and _weaker(heap, who, child + 1, child):
                child += 1
            # The new one is the last of its equals: it sinks below none of them.
            if heap[child] >= value[j]:
                break
            heap[at], who[at] = heap[child], who[child]
            at = child
        heap[at], who[at] = value[j], j


@compiled
def claim(value: Ints, level: Ints, first: int, claims: Ints, its_village: Ints) -> None:
    """The best villages of each partner so far, by what a pair is worth above what its village has
    left anyhow. ``claims`` (partners, k) descending, with ``its_village``; ``first`` is the row of
    the first village here. Of equals the village that comes first stays."""
    few = claims.shape[1]
    for i in range(len(value)):
        for j in range(len(claims)):
            above = value[i, j] - level[i] if value[i, j] > NEVER else NEVER
            if not few or above <= claims[j, few - 1]:
                continue
            at = few - 1
            while at > 0 and above > claims[j, at - 1]:
                claims[j, at] = claims[j, at - 1]
                its_village[j, at] = its_village[j, at - 1]
                at -= 1
            claims[j, at] = above
            its_village[j, at] = first + i


@compiled
def worths(
    best: Ints,
    second: Ints,
    base: Ints,
    word: Ints,
    county: Ints,
    partner_county: Ints,
    weight: int,
    value: Ints,
) -> None:
    """What each pair is worth, times 100: ``base`` (3, partners) by the village's ``word`` (n,),
    and its relevance. NEVER for a partner inside the village's own county."""
    for i in range(len(word)):
        own = base[word[i]]
        for j in range(len(partner_county)):
            mine, other = np.int64(best[i, j]), np.int64(second[i, j])
            relevance = mine + (UNIT - mine) * other // (2 * UNIT)
            value[i, j] = own[j] + weight * relevance
            if partner_county[j] == county[i]:
                value[i, j] = NEVER


@compiled
def _weaker(heap: Ints, who: Ints, one: int, other: int) -> bool:
    """Whether one of a heap goes before another: worth less, or equal and met later."""
    if heap[one] != heap[other]:
        return bool(heap[one] < heap[other])
    return bool(who[one] > who[other])


@compiled
def relevances(
    needs: Lines,
    need_row: Ints,
    need_behind: Ints,
    offers: Lines,
    offer_row: Ints,
    offer_behind: Ints,
    relevance: Ints,
) -> None:
    """The relevance of each pair as ``score.relevance`` has it, to the last micro-unit.

    A pair has the needs ``need_row`` to before ``need_behind``, and offers likewise.
    """
    for pair in range(len(need_row)):
        best = second = np.int64(0)
        for n in range(need_row[pair], need_behind[pair]):
            top = np.int64(0)
            for o in range(offer_row[pair], offer_behind[pair]):
                top = max(top, np.int64(_close(needs, n, offers, o)))
            if top > best:
                best, second = top, best
            elif top > second:
                second = top
        relevance[pair] = best + (UNIT - best) * second // (2 * UNIT)


@compiled
def _close(needs: Lines, n: int, offers: Lines, o: int) -> int:
    """One need and one offer, as ``score.closeness`` has them."""
    close = np.int64(0)
    if needs.area[n] == offers.area[o]:
        close += AREA if needs.settled[n] and offers.settled[o] else AREA_GUESSED
    if needs.section[n] >= 0 and needs.section[n] == offers.section[o]:
        kin = needs.division[n] >= 0 and needs.division[n] == offers.division[o]
        close += DIVISION if kin else SECTION
    a, b, both = needs.words[n], offers.words[o], 0
    while a < needs.words[n + 1] and b < offers.words[o + 1] and both < ENOUGH_WORDS:
        one, other = needs.word[a], offers.word[b]
        both += one == other
        a += one <= other
        b += other <= one
    close += both * WORDS // ENOUGH_WORDS
    product = np.int32(0)
    for k in range(offers.meaning.shape[1]):
        product += np.int32(needs.meaning[n, k]) * np.int32(offers.meaning[o, k])
    cosine = np.float64(product) / needs.length[n] / offers.length[o]
    cosine = (cosine - FAR) * _EXACT_SLOPE
    return int(close + np.int64(min(max(cosine, 0.0), float(MEANING))))
