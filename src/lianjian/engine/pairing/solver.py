"""From a problem to an optimal plan and the lowest prices that prove it.

An auction finds prices that are nearly right, quickly; repair and shortest paths make plan and
prices exactly right, in integers. So the auction costs time or saves it, never exactness.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .auction import bid, new_auction, open_auction, who_holds
from .finish import find_all_takers, lowest, make_all_ways
from .holding import Duals, Holding, no_duals, nothing_held
from .market import Layout, Market, lay_out
from .plan import Plan
from .problem import Problem
from .repair import repair
from .search import Search, new_search
from .tables import UNIT, Ints

COARSE, FINE = 10_000, 1_000
"""The steps of the two auctions, in micro-units: a hundredth and a thousandth of a full score."""

PLENTY = 2.0
"""Slots per place: with more, an auction without steps is all that is needed before the repair."""

REWARD = 2
"""Full scores that an owed first partner is worth in an auction; the repair knows the bonus."""

SLICE = 100_000


@dataclass(frozen=True)
class Settled:
    """A market with an optimal plan in it, ready to be asked and changed."""

    layout: Layout
    duals: Duals
    holding: Holding
    search: Search

    def __iter__(self) -> Iterator[Any]:
        """What the kernels take: market, duals, holding, search."""
        return iter((self.layout.market, self.duals, self.holding, self.search))


def solve(problem: Problem, *, start: Plan | None = None) -> Plan:
    """An optimal plan with its lowest prices, the same for the same tables in any order of rows.

    ``start`` is any plan with any prices to begin from, good or bad: a re-solve after a small
    change costs little and stays near it.
    """
    settled = settle(problem, start=start)
    make_lowest(settled)
    return plan_of(problem, settled)


def make_lowest(settled: Settled) -> None:
    """Prices as low as the plan allows: what one more slot of each partner is worth."""
    lowest(settled.layout.market, settled.duals, settled.holding, settled.search)


def settle(problem: Problem, *, start: Plan | None = None) -> Settled:
    """The exact answer, before its prices are made the lowest."""
    return settle_in(lay_out(problem), start=start)


def settle_in(layout: Layout, *, start: Plan | None = None) -> Settled:
    """The same for a problem that is laid out."""
    market = layout.market
    duals, holding = no_duals(market), nothing_held(market)
    # Nobody would pay so much, not even for a first partner: who has no slot is not asked.
    shut = int(market.bonus[0]) + (REWARD + 1) * _unit(market) + 1
    if start is None:
        _auctioned(market, duals, holding, shut)
    else:
        duals.price[:-1] = start.prices[layout.partner]
        duals.price[market.slots == 0] = shut
        holding.held[:] = np.isin(layout.row, start.pairs)
    search = new_search(len(market.slots) + len(market.cap) + len(market.room))
    settled = Settled(layout, duals, holding, search)
    make_right(settled)
    return settled


def make_right(settled: Settled) -> None:
    """From any prices and any holding to the optimum."""
    market, duals, holding = settled.layout.market, settled.duals, settled.holding
    repair(market, duals, holding)
    _finish(market, duals, holding, settled.search)


def _finish(market: Market, duals: Duals, holding: Holding, search: Search) -> None:
    j = 0
    while j < len(market.slots):
        j, _made = make_all_ways(market, duals, holding, search, j, SLICE)
    j = 0
    while j < len(market.slots):
        j, _made = find_all_takers(market, duals, holding, search, j, SLICE)


def _unit(market: Market) -> int:
    """The most that any one pair can add, at least a full score."""
    return max(UNIT, int(market.worth.max(initial=0)))


def _auctioned(market: Market, duals: Duals, holding: Holding, shut: int) -> None:
    """Prices that are nearly right, and who would hold what at them."""
    auction, reward = new_auction(market), REWARD * _unit(market)
    auction.price[market.slots == 0] = shut
    offers = np.diff(market.start[market.first])
    demand = int(np.minimum(market.room, offers).sum())
    if int(np.diff(auction.begin).sum()) > PLENTY * demand:
        open_auction(market, auction)
        while not bid(market, auction, 0, False, reward, SLICE):
            pass
        duals.price[:] = auction.price
    else:
        open_auction(market, auction)
        while not bid(market, auction, COARSE, True, reward, SLICE):
            pass
        auction.price[:] = np.maximum(0, auction.price - 3 * COARSE)
        auction.price[market.slots == 0] = shut
        open_auction(market, auction)
        while not bid(market, auction, FINE, False, reward, SLICE):
            pass
        duals.price[:] = _on_the_grid(market, np.maximum(0, auction.price - FINE))
    # A partner with more slots than offers is never full.
    duals.price[market.slots > holding.end - holding.begin] = 0
    duals.price[market.slots == 0] = shut
    who_holds(market, auction)
    holding.held[:] = auction.held


def _on_the_grid(market: Market, price: Ints) -> Ints:
    """Where all worths are multiples of one number, so are the right prices: most ties end here."""
    grid = int(np.gcd.reduce(market.worth)) if len(market.worth) else 1
    if grid <= 1:
        return price
    return (price + 3 * grid // 10) // grid * grid


def plan_of(problem: Problem, settled: Settled) -> Plan:
    """The plan in the problem's own rows and partners."""
    free = settled.layout.row[np.flatnonzero(settled.holding.held)]
    pairs = np.sort(np.concatenate([problem.locked(), free.astype(np.int64)]))
    prices = np.zeros(len(problem.partner_id), dtype=np.int64)
    prices[settled.layout.partner] = settled.duals.price[:-1]
    return Plan(pairs, prices)
