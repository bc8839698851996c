"""From a problem to an optimal plan and the lowest prices that prove it.

An auction finds prices that are nearly right, quickly; repair and shortest paths make plan and
prices exactly right, in integers. So the auction costs time or saves it, never exactness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .auction import bid, new_auction, open_auction
from .holding import Duals, Holding, no_duals, nothing_held
from .market import Layout, Market, lay_out
from .paths import find_all_takers, lowest, make_all_ways
from .plan import Plan
from .problem import Problem
from .tables import UNIT, Ints
from .repair import repair
from .search import Search, new_search

COARSE, FINE = 10_000, 1_000
"""The steps of the two auctions, in micro-units: a hundredth and a thousandth of a full score."""

PLENTY = 2.0
"""Slots per place: with more, an auction without steps is all that is needed before the repair."""

SLICE = 100_000


@dataclass(frozen=True)
class Settled:
    """A market with an optimal plan in it, ready to be asked and changed."""

    layout: Layout
    duals: Duals
    holding: Holding
    search: Search


def solve(problem: Problem, *, start: Plan | None = None) -> Plan:
    """An optimal plan with its lowest prices, the same for the same tables in any order of rows.

    ``start`` is any plan with any prices to begin from, good or bad: a re-solve after a small
    change costs little and stays near it.
    """
    settled = settle(problem, start=start)
    lowest(settled.layout.market, settled.duals, settled.holding, settled.search)
    return plan_of(problem, settled)


def settle(problem: Problem, *, start: Plan | None = None) -> Settled:
    """The exact answer, before its prices are made the lowest."""
    layout = lay_out(problem)
    market = layout.market
    duals, holding = no_duals(market), nothing_held(market)
    # Nobody would pay so much, not even for a first partner: who has no slot is not asked.
    shut = int(market.bonus[0]) + _unit(market) + 1
    if start is None:
        _auctioned(market, duals, holding, shut)
    else:
        duals.price[:] = np.where(market.slots > 0, start.prices[layout.partner], shut)
        chosen = np.zeros(len(problem), dtype=np.uint8)
        chosen[start.pairs] = 1
        holding.held[:] = chosen[layout.row]
    repair(market, duals, holding)
    search = new_search(len(market.slots) + len(market.cap) + len(market.room))
    _finish(market, duals, holding, search)
    return Settled(layout, duals, holding, search)


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
    auction, unit = new_auction(market), _unit(market)
    auction.price[market.slots == 0] = shut
    demand = int(np.diff(holding.seat).sum())
    if int(np.diff(auction.begin).sum()) > PLENTY * demand:
        open_auction(market, auction)
        while not bid(market, auction, 0, False, 2 * unit, SLICE):
            pass
        duals.price[:] = auction.price
    else:
        open_auction(market, auction)
        while not bid(market, auction, COARSE, True, 2 * unit, SLICE):
            pass
        auction.price[:] = np.maximum(0, auction.price - 3 * COARSE)
        open_auction(market, auction)
        while not bid(market, auction, FINE, False, 2 * unit, SLICE):
            pass
        duals.price[:] = _on_the_grid(market, np.maximum(0, auction.price - FINE))
    # A partner with more slots than offers is never full.
    degree = np.diff(holding.begin)
    duals.price[market.slots > degree] = 0
    duals.price[market.slots == 0] = shut
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
    prices[settled.layout.partner] = settled.duals.price
    return Plan(pairs, prices)
