"""A settled market changed and settled again: only what a change touches is looked at.

After a change one village chooses again at the prices, or one partner has a slot more or less. The
few partners that are then over, or have a slot left and a price, are put right by shortest paths.
The answer is exact each time: the same value as a solution from nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .compiled import compiled, lent
from .finish import put_right
from .holding import Duals, Holding, let_go, make_whole, put, take_out
from .let_in import Swap, ways_in
from .market import Int32s, Market
from .repair import choose_again
from .search import NOWHERE, Search
from .solver import Settled
from .tables import BadProblem, Bools


@dataclass(frozen=True)
class Cost:
    """What having an offer would cost: ``score`` ≥ 0 in micro-units, exact when ``served_lost`` is
    0; ``swaps`` are offers let go and taken, the offer's own village first."""

    score: int
    served_lost: int
    swaps: tuple[Swap, ...]


class WhatIf:
    """A market that is asked "what if", one change after the other, each kept until it is undone.

    Offers, villages and partners are named by their numbers in the market (``offer_of`` and
    ``Layout``). ``score`` and ``served`` are those of the free pairs.
    """

    def __init__(self, settled: Settled) -> None:
        self.settled = settled

    @property
    def score(self) -> int:
        """What the pairs that are held are worth together, in micro-units."""
        return int(self.settled.holding.sum[0])

    @property
    def served(self) -> int:
        """How many villages that must be served are, beside those with a locked pair."""
        return int(self.settled.holding.sum[1])

    @cached_property
    def _owed(self) -> Bools:
        """(villages,): who must be served, if it has room."""
        return self.settled.layout.market.owed.copy()

    @cached_property
    def _offers(self) -> Int32s:
        """The number in the market of each candidate's row; −1 where it is not in it."""
        row = self.settled.layout.row
        found = np.full(int(row.max(initial=-1)) + 1, -1, dtype=np.int32)
        found[row] = np.arange(len(row), dtype=np.int32)
        return found

    def offer_of(self, row: int) -> int:
        """The number in the market of a candidate's row; raises BadProblem if it is not in it."""
        found = int(self._offers[row]) if 0 <= row < len(self._offers) else -1
        if found < 0:
            raise BadProblem(
                "candidates", row, "is not in the market: locked, forbidden or no room"
            )
        return found

    def cost_of(self, offer: int) -> Cost | None:
        """What it would cost to have an offer that the plan has not, and the chain of moves; None
        where nothing leaves room for it. Changes nothing: two short searches."""
        market, holding = self.settled.layout.market, self.settled.holding
        node, partner = market.node[offer], market.partner[offer]
        if not (market.slots[partner] and market.cap[node] and market.room[market.village[node]]):
            return None
        if holding.held[offer]:
            return Cost(0, 0, ())
        lost, swaps = ways_in(self.settled, offer)
        every = [(lost, offer), *swaps]
        score, has = 0, dict[int, int]()
        for old, new in every:
            score += int(market.worth[old]) if old != NOWHERE else 0
            score -= int(market.worth[new]) if new != NOWHERE else 0
            i = int(market.village[market.node[new if old == NOWHERE else old]])
            has[i] = has.get(i, int(holding.has[i])) + (new != NOWHERE) - (old != NOWHERE)
        served = sum(
            int(holding.has[i] > 0) - int(count > 0) for i, count in has.items() if market.owed[i]
        )
        return Cost(score, served, tuple(every))

    def refuse(self, offer: int) -> None:
        """The pair is out from now on."""
        market, duals, holding, search = self.settled
        refuse(market, duals, holding, search, offer)

    def slots(self, partner: int, more: int) -> None:
        """A partner has so many slots more, or less."""
        market, duals, holding, search = self.settled
        if market.slots[partner] + more < 0:
            raise BadProblem("partners", partner, "capacity below 0")
        market.slots[partner] += more
        put_right(market, duals, holding, search, np.array([partner], dtype=np.int32))

    def room(self, village: int, more: int) -> None:
        """A village has room for so many partners more, or less."""
        market, duals, holding, search = self.settled
        room = int(market.room[village]) + more
        if room < 0:
            raise BadProblem("villages", village, "capacity below 0")
        if room > holding.seat[village + 1] - holding.seat[village]:
            raise BadProblem("villages", village, "more room than was laid out for")
        owed = bool(self._owed[village]) and room > 0
        change_room(market, duals, holding, search, village, room, owed)

    def must_serve(self, village: int, must: bool) -> None:
        """A village must be served from now on, or need not be."""
        market, duals, holding, search = self.settled
        self._owed[village] = must
        room = int(market.room[village])
        change_room(market, duals, holding, search, village, room, must and room > 0)

    def worth(self, offer: int, worth: int) -> int:
        """A pair is worth so much from now on (a suggestion, another score), 0 to 2^30 − 1
        micro-units; gives the number that the offer has now."""
        market, duals, holding, search = self.settled
        if not 0 <= worth < 2**30:
            raise BadProblem("candidates", offer, f"a pair cannot be worth {worth}")
        row = self.settled.layout.row
        now = int(change_worth(market, duals, holding, search, row, offer, worth))
        node = int(market.node[now])
        mine = np.arange(market.start[node], market.start[node + 1])
        self._offers[row[mine]] = mine
        return now


@compiled
def refuse(market: Market, duals: Duals, holding: Holding, search: Search, r: int) -> None:
    """Take offer ``r`` out of the market, and put right what follows."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    i = market.village[market.node[r]]
    touched = _partners(market, holding, i, market.partner[r])
    if holding.held[r]:
        let_go(market, holding, r)
        put(market, holding, i, r, -1)
    take_out(market, holding, r)
    choose_again(market, duals, holding, i)
    after = _partners(market, holding, i, touched[0])
    put_right(market, duals, holding, search, np.concatenate((touched, after)))


@compiled
def change_room(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    i: int,
    room: int,
    owed: bool,
) -> None:
    """Village ``i`` has so much room, and must be served or need not be; put right what follows."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    before = _partners(market, holding, i, len(market.slots) - 1)
    if holding.has[i] > 0:
        holding.sum[1] += np.int64(owed) - np.int64(market.owed[i])
    market.room[i] = room
    market.owed[i] = owed
    choose_again(market, duals, holding, i)
    after = _partners(market, holding, i, len(market.slots) - 1)
    put_right(market, duals, holding, search, np.concatenate((before, after)))


@compiled
def _partners(market: Market, holding: Holding, i: int, j: int) -> Int32s:
    """Partner ``j`` and those that village ``i`` holds."""
    found = np.empty(1 + holding.has[i], dtype=np.int32)
    found[0] = j
    for n in range(holding.has[i]):
        found[1 + n] = market.partner[holding.mine[holding.seat[i] + n]]
    return found


@compiled
def change_worth(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    row: Int32s,
    r: int,
    worth: int,
) -> int:
    """Offer ``r`` is worth so much from now on; it moves to its place among its node's offers."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    make_whole(market, holding)
    n = market.node[r]
    i = market.village[n]
    if holding.held[r]:
        holding.sum[0] += worth - market.worth[r]
    market.worth[r] = worth
    while r > market.start[n] and market.worth[r - 1] < worth:
        _change_places(market, holding, row, r - 1, r)
        r -= 1
    while r + 1 < market.start[n + 1] and market.worth[r + 1] > worth:
        _change_places(market, holding, row, r, r + 1)
        r += 1
    before = _partners(market, holding, i, market.partner[r])
    choose_again(market, duals, holding, i)
    after = _partners(market, holding, i, before[0])
    put_right(market, duals, holding, search, np.concatenate((before, after)))
    return r


@compiled
def _change_places(market: Market, holding: Holding, row: Int32s, r: int, s: int) -> None:
    """Two offers of one node take each other's numbers."""
    one, other = _places(market, holding, r), _places(market, holding, s)
    for name, place in ((s, one), (r, other)):
        if place[0] >= 0:
            holding.column[place[0]] = name
        if place[1] >= 0:
            holding.mine[place[1]] = name
    market.worth[r], market.worth[s] = market.worth[s], market.worth[r]
    market.partner[r], market.partner[s] = market.partner[s], market.partner[r]
    holding.held[r], holding.held[s] = holding.held[s], holding.held[r]
    row[r], row[s] = row[s], row[r]


@compiled
def _places(market: Market, holding: Holding, r: int) -> tuple[int, int]:
    """Where an offer stands in the columns, and among what its village holds (−1: it does not)."""
    j, i = market.partner[r], market.village[market.node[r]]
    if j == len(market.slots) - 1:
        return -1, -1
    at = holding.begin[j]
    while holding.column[at] != r:
        at += 1
    if not holding.held[r]:
        return at, -1
    mine = holding.seat[i]
    while holding.mine[mine] != r:
        mine += 1
    return at, mine
