"""From a problem to an optimal plan and the lowest prices that prove it.

An auction finds prices that are nearly right, quickly; repair and shortest paths make plan and
prices exactly right, in integers. So the auction costs time or saves it, never exactness.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from .auction import Auction, bid, new_auction, open_auction, who_holds
from .finish import (
    begin_to_lower,
    fall_back,
    find_all_takers,
    lower_on,
    make_all_ways,
    open_gap,
)
from .holding import Duals, Holding, no_duals, nothing_held
from .market import Layout, Market, lay_out
from .plan import Plan
from .problem import Problem
from .progress import Step, Watch, nobody
from .repair import repair
from .search import Search, new_search
from .tables import UNIT, Ints


class Scaling(NamedTuple):
    """One phase of ε-scaling, an auction: its prices begin ``lowered`` by so many micro-units
    below where the one before left them; each bid is lifted by ``step``, ``always`` or only so far
    that it outbids."""

    step: int
    always: bool
    lowered: int


SCALED = (Scaling(30_000, True, 0), Scaling(6_000, True, 90_000), Scaling(1_000, False, 33_000))
"""Each begins so far below that nobody's price must fall again: a slot that is left at a price
costs a search that is a hundred times as long as one for a partner who is over."""

PLENTY = 2.0
"""Slots per place: with more, an auction without steps is all that is needed before the repair."""

REWARD = 2
"""Full scores that an owed first partner is worth in an auction; the repair knows the bonus."""

TURNS, STEPS = 100_000, 100_000
"""So many turns of an auction, or steps of the searches after it, make a slice: a tenth of a second
or so. A chain of moves takes one step or a hundred thousand."""


@dataclass(frozen=True)
class Settled:
    """A market with an optimal plan in it, ready to be asked and changed; where it was stopped
    (``exact`` is False), with a plan that is allowed."""

    layout: Layout
    duals: Duals
    holding: Holding
    search: Search
    exact: bool = True

    def __iter__(self) -> Iterator[Any]:
        """What the kernels take: market, duals, holding, search."""
        return iter((self.layout.market, self.duals, self.holding, self.search))


def solve(
    problem: Problem, *, start: Plan | None = None, watch: Watch = nobody, gap: float | Fraction = 0
) -> Plan:
    """An optimal plan with its lowest prices, the same for the same tables in any order of rows.

    ``start`` is any plan with any prices to begin from, good or bad: a re-solve after a small
    change costs little and stays near it. ``watch`` is told how far it is, and may stop it;
    ``gap`` above 0 stops it as soon as the best plan is proven to be at most that share of the
    score better. A plan that was stopped is allowed, and its certificate has its true gap; the plan
    of one that was stopped at the lowest prices is optimal.
    """
    if problem.caps:
        # Here and not above: it builds on what stands here.
        from .capped import solve_capped

        return solve_capped(problem, start, watch, gap)
    settled = settle(problem, start=start, watch=watch, gap=gap)
    if settled.exact:
        make_lowest(settled, watch)
    return plan_of(problem, settled)


def make_lowest(settled: Settled, watch: Watch = nobody) -> None:
    """Prices as low as the plan allows: what one more slot of each partner is worth. Where it is
    stopped, prices stay as they are."""
    market, duals, holding, search = settled
    score = int(holding.sum[0])
    begin_to_lower(market, duals, holding, search)
    while not watch(Step("lowest", int(search.state[2]), len(search.distance), 0, score)):
        if lower_on(market, duals, holding, search, STEPS):
            return


def settle(
    problem: Problem, *, start: Plan | None = None, watch: Watch = nobody, gap: float | Fraction = 0
) -> Settled:
    """The exact answer, before its prices are made the lowest; or where it was stopped."""
    watch(Step("layout", 0, len(problem)))
    return settle_in(lay_out(problem), start=start, watch=watch, gap=gap)


def settle_in(
    layout: Layout, *, start: Plan | None = None, watch: Watch = nobody, gap: float | Fraction = 0
) -> Settled:
    """The same for a problem that is laid out."""
    market = layout.market
    duals, holding = no_duals(market), nothing_held(market)
    search = new_search(len(market.slots) + len(market.cap) + len(market.room))
    settled = Settled(layout, duals, holding, search)
    # Nobody would pay so much, not even for a first partner: who has no slot is not asked.
    shut = int(market.bonus[0]) + (REWARD + 1) * _unit(market) + 1
    stopped = False
    if start is None:
        stopped = not _auctioned(settled, shut, watch)
    else:
        duals.price[:-1] = start.prices[layout.partner]
        duals.price[market.slots == 0] = shut
        holding.held[:] = np.isin(layout.row, start.pairs)
    repair(market, duals, holding)
    if stopped or not _finished(settled, watch, gap):
        fall_back(market, holding)
        return replace(settled, exact=False)
    return settled


def make_right(settled: Settled) -> None:
    """From any prices and any holding to the optimum."""
    market, duals, holding, _search = settled
    repair(market, duals, holding)
    _finished(settled, nobody, 0)


def _finished(settled: Settled, watch: Watch, gap: float | Fraction) -> bool:
    """False where it was stopped, or is near enough."""
    market, duals, holding, search = settled
    # As it is written: 0.29 of 100 is 29 here, and is not in floating-point numbers.
    share = Fraction(str(gap))
    for phase, work in (("ways", make_all_ways), ("takers", find_all_takers)):
        j = 0
        while j < len(market.slots):
            left, score = open_gap(market, duals, holding)
            if watch(Step(phase, j, len(market.slots), left, score)):
                return False
            if 0 < left <= share * score:
                return False
            j = work(market, duals, holding, search, j, STEPS)
    return True


def _unit(market: Market) -> int:
    """The most that any one pair can add, at least a full score."""
    return max(UNIT, int(market.worth.max(initial=0)))


def _auctioned(settled: Settled, shut: int, watch: Watch) -> bool:
    """Prices that are nearly right, and who would hold what at them; False where it was stopped."""
    market, duals, holding, _search = settled
    unit = _unit(market)
    auction = new_auction(market, unit)
    # No bid is so high: who has no slot is not asked.
    shut_out = (REWARD + 1) * unit + 1
    auction.price[market.slots == 0] = shut_out
    offers = np.diff(market.start[market.first])
    demand = int(np.minimum(market.room, offers).sum())
    if int(np.diff(auction.begin).sum()) > PLENTY * demand:
        ended = _held(market, auction, 0, False, watch)
        duals.price[:] = auction.price
    else:
        ended = True
        for step, always, lowered in SCALED:
            auction.price[:] = np.maximum(0, auction.price - lowered)
            auction.price[market.slots == 0] = shut_out
            ended = ended and _held(market, auction, step, always, watch)
        duals.price[:] = _on_the_grid(market, np.maximum(0, auction.price - SCALED[-1].step))
    # A partner with more slots than offers is never full.
    duals.price[market.slots > holding.end - holding.begin] = 0
    duals.price[market.slots == 0] = shut
    who_holds(market, auction)
    holding.held[:] = auction.held
    return ended


def _held(market: Market, auction: Auction, step: int, always: bool, watch: Watch) -> bool:
    """Hold one auction, from nothing, to its end; False where it was stopped."""
    reward, villages = REWARD * _unit(market), len(market.room)
    open_auction(market, auction)
    while not bid(market, auction, step, always, reward, TURNS):
        if watch(Step("auction", villages - int(auction.at[1]), villages)):
            return False
    return True


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
