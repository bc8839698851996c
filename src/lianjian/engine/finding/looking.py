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

from .kernels import Floats, Shelf, Sought, fold_in, rank
from .posted import Posted
from .reach import Run
from .tables import SAID_NO, Ground

TILE = 96 * 1024**2
"""Bytes that the tables of villages × partners of a few villages may take, and likewise the
products of a few needs with all offers in sight."""
AT_ONCE = 2_048
"""Offers whose vectors are made floating-point numbers at a time."""
_WORDS = (SAID_NO, SILENT, OPEN_TO_ALL)


@dataclass(frozen=True)
class Seen:
    """Pairs worth scoring (rows), those of the villages and those of the partners; ``pairs`` of
    villages and partners that were looked at, and ``close`` of needs and offers."""

    village: Ints
    partner: Ints
    pairs: int
    close: int


class Sight:
    """The partners in reach of a city, and their offers by work area."""

    def __init__(self, ground: Ground, city: int, runs: list[Run], offers: Posted) -> None:
        reached = [np.arange(run.first, run.behind) for run in runs]
        rows = np.concatenate(reached) if reached else np.zeros(0, dtype=np.int64)
        self.partner = rows[ground.partners.room[rows] > 0]
        self.county = ground.partners.county[self.partner]
        self.ground, self.city, self.offers = ground, city, offers
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
    ground, limits, width = sight.ground, sight.ground.limits, len(sight.partner)
    if not width or behind <= first:
        none = np.zeros(0, dtype=np.int64)
        return Seen(none, none, 0, 0)
    few = min(limits.per_partner, behind - first)
    for_partner = np.full((width, few), -1, dtype=np.int64)
    its_village = np.full((width, few), -1, dtype=np.int64)
    most = min(limits.found, width)
    step = max(1, TILE // (8 * width))
    village, partner, close = [], [], 0
    for low in range(first, behind, step):
        high = min(low + step, behind)
        best = np.zeros((high - low, width), dtype=np.int32)
        second = np.zeros_like(best)
        close += _fold_in(sight, needs, low, high, best, second)
        top = np.full((high - low, most), -1, dtype=np.int64)
        found = np.full((high - low, most), -1, dtype=np.int64)
        rank(
            best,
            second,
            sight.base,
            np.searchsorted(_WORDS, ground.villages.word[low:high]),
            ground.villages.code[low:high] // COUNTY,
            sight.county,
            ground.weights.relevance,
            top,
            found,
            low,
            for_partner,
            its_village,
        )
        row, at = np.nonzero(found >= 0)
        village.append(low + row)
        partner.append(sight.partner[found[row, at]])
    row, at = np.nonzero(its_village >= 0)
    village.append(its_village[row, at])
    partner.append(sight.partner[row])
    return Seen(np.concatenate(village), np.concatenate(partner), (behind - first) * width, close)


def _fold_in(sight: Sight, needs: Posted, low: int, high: int, best: Ints, second: Ints) -> int:
    """The needs of some villages against all that they look at; how many pairs of a need and an
    offer that were."""
    begin, end = np.searchsorted(needs.owner, [low, high]).tolist()
    close = 0
    for area in np.unique(needs.area[begin:end]).tolist():
        shelf = sight.shelf(area)
        if not len(shelf.rows):
            continue
        mine = begin + np.flatnonzero(needs.area[begin:end] == area)
        step = max(1, TILE // (4 * len(shelf.rows)))
        for at in range(0, len(mine), step):
            some = mine[at : at + step]
            _fold_in_some(sight, shelf, needs, some, needs.owner[some] - low, best, second)
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
