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

_FAR, _SLOPE, _MEANING = np.float32(FAR), np.float32(MEANING / (NEAR - FAR)), np.float32(MEANING)
_EXACT_SLOPE = MEANING / (NEAR - FAR)


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


@compiled
def fold_in(
    products: Floats,
    slot: Ints,
    need_length: Floats,
    settled: Bools,
    section: Ints,
    division: Ints,
    word_start: Ints,
    word: Ints,
    area: Ints,
    offer_length: Floats,
    offer_section: Ints,
    offer_division: Ints,
    posting_start: Ints,
    posting: Ints,
    run: Ints,
    partner: Ints,
    best: Ints,
    second: Ints,
) -> None:
    """Of some needs, the two of each village that a partner answers best.

    ``products`` (needs, offers) of their vectors; ``slot`` (needs,) the village of each among
    ``best`` and ``second`` (villages, partners), which are brought up to date. ``word`` of the
    needs number into ``posting_start``; ``posting`` are offers. ``area`` (2, offers) what sharing
    the area counts for a need that is not settled, and for one that is. ``run`` (partners + 1,):
    the offers of each of ``partner``, which stand together.
    """
    offers = len(offer_length)
    shared = np.zeros(offers, dtype=np.int16)
    close = np.zeros(offers, dtype=np.int32)
    for n in range(len(slot)):
        for w in range(word_start[n], word_start[n + 1]):
            for at in range(posting_start[word[w]], posting_start[word[w] + 1]):
                shared[posting[at]] += 1
        same = area[1] if settled[n] else area[0]
        own_section, own_division, shorter = section[n], division[n], need_length[n]
        row = products[n]
        for o in range(offers):
            near = (row[o] * shorter * offer_length[o] - _FAR) * _SLOPE
            near = min(max(near, np.float32(0)), _MEANING)
            words = min(shared[o], ENOUGH_WORDS) * WORDS // ENOUGH_WORDS
            kin = 0
            if own_section >= 0 and own_section == offer_section[o]:
                kin = SECTION
                if own_division >= 0 and own_division == offer_division[o]:
                    kin = DIVISION
            close[o] = same[o] + words + kin + np.int32(near)
            shared[o] = 0
        mine, next_best = best[slot[n]], second[slot[n]]
        for p in range(len(partner)):
            top = close[run[p]]
            for o in range(run[p] + 1, run[p + 1]):
                top = max(top, close[o])
            j = partner[p]
            if top > mine[j]:
                next_best[j] = mine[j]
                mine[j] = top
            elif top > next_best[j]:
                next_best[j] = top


@compiled
def rank(
    best: Ints,
    second: Ints,
    base: Ints,
    word: Ints,
    county: Ints,
    partner_county: Ints,
    weight: int,
    top: Ints,
    found: Ints,
    first: int,
    for_partner: Ints,
    its_village: Ints,
) -> None:
    """The best partners of each village, and the best villages of each partner so far.

    ``base`` (3, partners): what a pair is worth but for its relevance, by the village's ``word``;
    ``top`` (villages, k), −1 where empty, a heap whose least is first, and ``found`` the partners
    in it. ``for_partner`` (partners, k) descending, with ``its_village`` (``first`` is the row of
    the first village here). Of equals the partner or the village that comes first stays.
    """
    most, few = top.shape[1], for_partner.shape[1]
    for i in range(len(word)):
        own, heap, who = base[word[i]], top[i], found[i]
        for j in range(len(partner_county)):
            if partner_county[j] == county[i]:
                continue
            mine, other = np.int64(best[i, j]), np.int64(second[i, j])
            relevance = mine + (UNIT - mine) * other // (2 * UNIT)
            value = own[j] + weight * relevance
            if few and value > for_partner[j, few - 1]:
                at = few - 1
                while at > 0 and value > for_partner[j, at - 1]:
                    for_partner[j, at] = for_partner[j, at - 1]
                    its_village[j, at] = its_village[j, at - 1]
                    at -= 1
                for_partner[j, at] = value
                its_village[j, at] = first + i
            if most and value > heap[0]:
                at = 0
                while True:
                    child = 2 * at + 1
                    if child >= most:
                        break
                    if child + 1 < most and _weaker(heap, who, child + 1, child):
                        child += 1
                    # The new one is the last of its equals: it sinks below none of them.
                    if heap[child] >= value:
                        break
                    heap[at], who[at] = heap[child], who[child]
                    at = child
                heap[at], who[at] = value, j


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
