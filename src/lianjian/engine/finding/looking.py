"""What a city's villages see: the best partners of each, and the best villages of each partner.

Nothing is looked at but the partners in reach (``reach``). Of their offers a need looks at those
of its own work area, and beside them at the nearest of others. Within that, everything that makes
a score is looked at, but for what is recorded of single pairs: words by an inverted index,
meanings by a product of vectors, tile by tile. So common words need no cutting: they weigh what
they weigh in a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from lianjian.engine.pairing import Ints, principles
from lianjian.engine.pairing.principles import COUNTY, OPEN_TO_ALL, SILENT
from lianjian.engine.pairing.score import AREA, AREA_GUESSED

from .kernels import NEVER, Floats, Shelf, Sought, claim, fold_in, rank, worths
from .posted import Posted
from .reach import Run
from .tables import SAID_NO, Ground

TILE = 160 * 1024**2
"""Bytes that the tables of villages × partners of a few villages may take, and likewise the
products of a few needs with all offers in sight."""
AT_ONCE = 2_048
"""Offers whose vectors are made floating-point numbers at a time."""
SAMPLE, FOND = 64, 4
"""So many villages of a city say how much each partner is liked; the fondest quarter counts."""
_WORDS = (SAID_NO, SILENT, OPEN_TO_ALL)


@dataclass(frozen=True)
class Seen:
    """Pairs worth scoring (rows), those of the villages and those of the partners.

    ``level`` (villages,) what each village has left at the prices anyhow, and ``price`` of the
    partners in sight, both times 100; ``pairs`` of villages and partners that were looked at, and
    ``close`` of needs and offers.
    """

    village: Ints
    partner: Ints
    level: Ints
    price: Ints
    pairs: int
    close: int


class Sight:
    """The partners in reach of a city, and their offers by work area.

    ``wanted``: how many partners the villages of all regions in reach have room for.
    """

    def __init__(self, ground: Ground, city: int, runs: list[Run], offers: Posted) -> None:
        reached = [np.arange(run.first, run.behind) for run in runs]
        rows = np.concatenate(reached) if reached else np.zeros(0, dtype=np.int64)
        self.partner = rows[ground.partners.room[rows] > 0]
        self.county = ground.partners.county[self.partner]
        self.ground, self.city, self.offers = ground, city, offers
        near = np.isin(ground.villages.city, [city, *(run.region for run in runs)])
        self.wanted = int(ground.villages.room[near].sum())
        self.place = self._places()
        self._shelves: dict[int, Shelf] = {}

    def _places(self) -> Ints:
        """(offers,): the place of each offer's partner in sight, −1 for one that is not."""
        order = np.argsort(self.partner)
        at = np.searchsorted(self.partner[order], self.offers.owner)
        at = np.minimum(at, max(0, len(order) - 1))
        if not len(order):
            return np.full(len(self.offers), -1, dtype=np.int64)
        place = order[at]
        return np.where(self.partner[place] == self.offers.owner, place, -1)

    @cached_property
    def base(self) -> Ints:
        """(3, partners): a pair's weighted score but for its relevance, times 100, when the village
        has said no to everybody, nothing, or yes."""
        partners, weights, mine = self.ground.partners, self.ground.weights, self.partner
        away = principles.distance(np.array(self.city * principles.CITY), partners.home[mine])
        free = principles.free(partners.span[mine], partners.held[mine])
        span = weights.span * principles.span(free, away)
        words = [principles.willingness(np.array(word), partners.word[mine]) for word in _WORDS]
        return np.stack([weights.willingness * word + span for word in words])

    @cached_property
    def vocabulary(self) -> tuple[Ints, Ints]:
        """The words of all offers in sight, and the number of each word of each offer."""
        return np.unique(self.offers.words.code, return_inverse=True)

    def shelf(self, area: int) -> Shelf:
        """What needs of an area look at; made once."""
        if area not in self._shelves:
            self._shelves[area] = self._made(area)
        return self._shelves[area]

    def _made(self, area: int) -> Shelf:
        offers, place = self.offers, self.place
        own = np.flatnonzero((place >= 0) & (offers.area == area))
        beside = np.flatnonzero((place >= 0) & (offers.area != area))
        most = self.ground.limits.beside
        if len(beside) > most:
            # Whole partners, so that the order of one's offers decides nothing.
            beside = beside[place[beside] < np.sort(place[beside])[most]]
        rows = np.concatenate([own, beside])
        rows = rows[np.lexsort((rows, place[rows]))]
        first = np.flatnonzero(np.diff(place[rows], prepend=-1))
        same = offers.area[rows] == area
        known, number = self.vocabulary
        start, code = offers.words.start, number.astype(np.int32)
        table = csr_array(
            (np.ones(len(code), np.int8), code, start), shape=(len(offers), max(1, len(known)))
        )[rows].tocsc()
        return Shelf(
            rows,
            np.stack(
                [
                    same * np.int32(AREA_GUESSED),
                    same * np.where(offers.settled[rows], AREA, AREA_GUESSED).astype(np.int32),
                ]
            ),
            (1 / offers.length[rows]).astype(np.float32),
            offers.section[rows],
            offers.division[rows],
            table.indptr.astype(np.int64),
            table.indices.astype(np.int32),
            np.append(first, len(rows)),
            place[rows[first]],
        )


def look(sight: Sight, needs: Posted, first: int, behind: int) -> Seen:
    """What the villages ``first`` to before ``behind`` see; a few villages at a time."""
    limits, width = sight.ground.limits, len(sight.partner)
    if not width or behind <= first:
        none = np.zeros(0, dtype=np.int64)
        return Seen(none, none, np.zeros(behind - first, dtype=np.int64), none, 0, 0)
    price = prices(sight, needs, first, behind)
    claims = np.full((width, min(limits.per_partner, behind - first)), NEVER, dtype=np.int64)
    its_village = np.full(claims.shape, -1, dtype=np.int64)
    level = np.zeros(behind - first, dtype=np.int64)
    step = max(1, TILE // (16 * width))
    village, partner, close = [], [], 0
    for low in range(first, behind, step):
        villages = np.arange(low, min(low + step, behind))
        value, some = _values(sight, needs, villages)
        close += some
        mine = level[low - first : low - first + len(villages)]
        heaps = [
            (np.full(shape, NEVER, dtype=np.int64), np.full(shape, -1, dtype=np.int64))
            for shape in (
                (len(villages), min(most, width)) for most in (limits.found, limits.bought)
            )
        ]
        rank(value, price, *heaps[0], *heaps[1], mine)
        claim(value, mine, low, claims, its_village)
        for _heap, who in heaps:
            row, at = np.nonzero(who >= 0)
            village.append(low + row)
            partner.append(sight.partner[who[row, at]])
    row, at = np.nonzero(its_village >= 0)
    village.append(its_village[row, at])
    partner.append(sight.partner[row])
    return Seen(
        np.concatenate(village),
        np.concatenate(partner),
        level,
        price,
        (behind - first) * width,
        close,
    )


def prices(sight: Sight, needs: Posted, first: int, behind: int) -> Ints:
    """(partners,): what a place of each may come to cost, times 100, when all look for the best.

    A guess, by which partners are chosen that nobody ranks first and many will need: whoever would
    be liked by more than there are places costs what it is liked more than the last that is needed.
    How much a partner is liked is seen from ``SAMPLE`` villages, the same whatever the tiles are;
    how many are needed, from the places that the villages in reach want.
    """
    count = min(SAMPLE, behind - first)
    villages = first + np.arange(count) * (behind - first) // count
    value, _close = _values(sight, needs, villages)
    few = max(1, count // FOND)
    liked = np.partition(np.maximum(value, 0), count - few, axis=0)[count - few :].mean(axis=0)
    liked = liked.astype(np.int64)
    order = np.argsort(-liked, kind="stable")
    places = np.cumsum(sight.ground.partners.room[sight.partner[order]])
    last = min(int(np.searchsorted(places, sight.wanted)), len(order) - 1)
    return np.asarray(np.maximum(0, liked - liked[order[last]]))


def _values(sight: Sight, needs: Posted, villages: Ints) -> tuple[Ints, int]:
    """(villages, partners): what each pair is worth, times 100; and how many pairs of a need and an
    offer were looked at."""
    ground = sight.ground
    best = np.zeros((len(villages), len(sight.partner)), dtype=np.int32)
    second = np.zeros_like(best)
    close = _fold_in(sight, needs, villages, best, second)
    value = np.empty(best.shape, dtype=np.int64)
    worths(
        best,
        second,
        sight.base,
        np.searchsorted(_WORDS, ground.villages.word[villages]),
        ground.villages.code[villages] // COUNTY,
        sight.county,
        ground.weights.relevance,
        value,
    )
    return value, close


def _fold_in(sight: Sight, needs: Posted, villages: Ints, best: Ints, second: Ints) -> int:
    """The needs of some villages against all that they look at; how many pairs of a need and an
    offer that were."""
    begin, end = np.searchsorted(needs.owner, [villages[0], villages[-1] + 1]).tolist()
    rows = begin + np.flatnonzero(np.isin(needs.owner[begin:end], villages))
    close = 0
    for area in np.unique(needs.area[rows]).tolist():
        shelf = sight.shelf(area)
        if not len(shelf.rows):
            continue
        mine = rows[needs.area[rows] == area]
        step = max(1, TILE // (4 * len(shelf.rows)))
        for at in range(0, len(mine), step):
            some = mine[at : at + step]
            slot = np.searchsorted(villages, needs.owner[some])
            _fold_in_some(sight, shelf, needs, some, slot, best, second)
        close += len(mine) * len(shelf.rows)
    return close


def _fold_in_some(
    sight: Sight, shelf: Shelf, needs: Posted, some: Ints, slot: Ints, best: Ints, second: Ints
) -> None:
    offers = sight.offers
    known, _number = sight.vocabulary
    words = needs.words.rows(some)
    at = np.minimum(np.searchsorted(known, words.code), max(0, len(known) - 1))
    there = known[at] == words.code if len(known) else np.zeros(len(at), dtype=np.bool_)
    sought = Sought(
        slot,
        (1 / needs.length[some]).astype(np.float32),
        needs.settled[some],
        needs.section[some],
        needs.division[some],
        np.concatenate(([0], np.cumsum(there)))[words.start],
        at[there],
    )
    fold_in(_products(needs.meaning[some], offers, shelf.rows), sought, shelf, best, second)


def _products(meaning: Ints, offers: Posted, rows: Ints) -> Floats:
    """(needs, offers): whole numbers below 2^24, which float32 adds exactly in any order."""
    left = meaning.astype(np.float32)
    found = np.empty((len(left), len(rows)), dtype=np.float32)
    for low in range(0, len(rows), AT_ONCE):
        part = rows[low : low + AT_ONCE]
        right = offers.meaning[part].astype(np.float32)
        np.matmul(left, right.T, out=found[:, low : low + len(part)])
    return found
