"""Who holds what, at which prices: the state that repair and paths keep true.

A village holds at most its room, a node at most its cap; a *partner* may be over its slots for a
while: then it owes a way out (paths.py). Complementary slackness, in integers:

    an offer that is held has worth − price ≥ bar of its node; one that is not, ≤;
    bar ≥ gate where the node has its fill, bar ≤ gate where it is empty, else bar = gate;
    gate = 0 where the village has room left (−bonus while its owed first partner is missing),
    gate ≥ 0 where it is full (≥ −bonus when its only partner is the owed one);
    price = 0 where a partner has slots left.

A plan with such prices is optimal: these are the conditions of the linear programme whose whole
solutions are the plans (docs/ideas/pairing.md).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled, inlined
from .market import Int32s, Market
from .tables import Ints

Flags = NDArray[np.uint8]

NEVER = -(2**61)
"""Less than any offer can be worth."""


class Holding(NamedTuple):
    """``held`` (offers,) 1 where it is; ``has`` (villages,), ``taken`` (nodes,) how many.

    ``mine[seat[i] : seat[i] + has[i]]`` are the offers that village i holds. ``column[begin[j] :
    end[j]]`` are all offers of partner j, the ``filled[j]`` that are held first; the others stand
    there only once ``whole[0]`` is 1, for few plans need them. ``sum`` is (worth of all that is
    held, in micro-units; how many owed villages hold anything).
    """

    held: Flags
    has: Int32s
    taken: Int32s
    seat: Int32s
    mine: Int32s
    filled: Int32s
    begin: Int32s
    end: Int32s
    column: Int32s
    whole: Flags
    sum: Ints


class Duals(NamedTuple):
    """``price`` (partners,), ``bar`` (nodes,) and ``gate`` (villages,), in micro-units."""

    price: Ints
    bar: Ints
    gate: Ints


def nothing_held(market: Market) -> Holding:
    """An empty plan."""
    degree = market.start[market.first[1:]] - market.start[market.first[:-1]]
    seat = np.zeros(len(market.room) + 1, dtype=np.int32)
    # A seat more than there is room for: a village may be given room later.
    np.cumsum(np.minimum(market.room, degree - 1) + 1, out=seat[1:])
    offers = np.bincount(market.partner, minlength=len(market.slots))
    end = np.cumsum(offers).astype(np.int32)
    return Holding(
        held=np.zeros(len(market.worth), dtype=np.uint8),
        has=np.zeros(len(market.room), dtype=np.int32),
        taken=np.zeros(len(market.cap), dtype=np.int32),
        seat=seat,
        mine=np.empty(seat[-1], dtype=np.int32),
        filled=np.zeros(len(market.slots), dtype=np.int32),
        begin=end - offers.astype(np.int32),
        end=end,
        column=np.empty(len(market.worth), dtype=np.int32),
        whole=np.zeros(1, dtype=np.uint8),
        sum=np.zeros(2, dtype=np.int64),
    )


def no_duals(market: Market) -> Duals:
    return Duals(
        np.zeros(len(market.slots), dtype=np.int64),
        np.zeros(len(market.cap), dtype=np.int64),
        np.zeros(len(market.room), dtype=np.int64),
    )


@inlined
def take(market: Market, holding: Holding, r: int) -> None:
    """Note offer ``r`` as held: with its partner and its node; its village is the caller's."""
    holding.held[r] = 1
    holding.sum[0] += market.worth[r]
    holding.taken[market.node[r]] += 1
    j = market.partner[r]
    at = holding.begin[j] + holding.filled[j]
    if holding.whole[0]:
        other = at
        while holding.column[other] != r:
            other += 1
        holding.column[other] = holding.column[at]
    holding.column[at] = r
    holding.filled[j] += 1


@inlined
def let_go(market: Market, holding: Holding, r: int) -> None:
    """The reverse of ``take``."""
    holding.held[r] = 0
    holding.sum[0] -= market.worth[r]
    holding.taken[market.node[r]] -= 1
    j = market.partner[r]
    holding.filled[j] -= 1
    last = holding.begin[j] + holding.filled[j]
    at = holding.begin[j]
    while holding.column[at] != r:
        at += 1
    holding.column[at] = holding.column[last]
    holding.column[last] = r


@compiled
def make_whole(market: Market, holding: Holding) -> None:
    """Write the offers that are not held into their partners' columns, behind those that are."""
    if holding.whole[0]:
        return
    holding.whole[0] = 1
    at, nobody = holding.begin + holding.filled, len(market.slots) - 1
    for r in range(len(market.partner)):
        j = market.partner[r]
        if not holding.held[r] and j != nobody:
            holding.column[at[j]] = r
            at[j] += 1


@inlined
def put(market: Market, holding: Holding, i: int, old: int, new: int) -> None:
    """In the village's own list: ``new`` in place of ``old``; −1 for either is a seat alone."""
    low = holding.seat[i]
    if old < 0:
        holding.sum[1] += market.owed[i] and holding.has[i] == 0
        holding.mine[low + holding.has[i]] = new
        holding.has[i] += 1
        return
    at = low
    while holding.mine[at] != old:
        at += 1
    if new < 0:
        holding.sum[1] -= market.owed[i] and holding.has[i] == 1
        holding.has[i] -= 1
        new = holding.mine[low + holding.has[i]]
    holding.mine[at] = new


@inlined
def lowest_gate(market: Market, holding: Holding, i: int) -> int:
    """What a village's gate may not be below: −bonus until it has more than its owed partner."""
    owed = market.owed[i] and holding.has[i] <= 1
    return -market.bonus[0] if owed else 0


@inlined
def highest_gate(market: Market, holding: Holding, i: int) -> int:
    """What a village's gate may not be above: without limit where it is full."""
    if holding.has[i] == market.room[i]:
        return -NEVER
    owed = market.owed[i] and holding.has[i] == 0
    return -market.bonus[0] if owed else 0


@inlined
def read_bars(market: Market, duals: Duals, holding: Holding, i: int) -> None:
    """The lowest gate and bars that what village ``i`` holds allows; it must hold the best choice
    at these prices."""
    price, worth, partner = duals.price, market.worth, market.partner
    gate = lowest_gate(market, holding, i)
    for n in range(market.first[i], market.first[i + 1]):
        best: int = NEVER
        for r in range(market.start[n], market.start[n + 1]):
            if worth[r] <= best:
                break
            if not holding.held[r]:
                best = max(best, int(worth[r] - price[partner[r]]))
        duals.bar[n] = best
        if holding.taken[n] < market.cap[n]:
            gate = max(gate, best)
    duals.gate[i] = gate
    for n in range(market.first[i], market.first[i + 1]):
        full = holding.taken[n] == market.cap[n]
        duals.bar[n] = max(gate, duals.bar[n]) if full else gate


@compiled
def take_out(market: Market, holding: Holding, r: int) -> None:
    """Take an offer that nobody holds out of the market: it is nobody's from now on."""
    make_whole(market, holding)
    j = market.partner[r]
    at = holding.begin[j] + holding.filled[j]
    while holding.column[at] != r:
        at += 1
    holding.end[j] -= 1
    holding.column[at] = holding.column[holding.end[j]]
    holding.column[holding.end[j]] = r
    market.partner[r] = len(market.slots) - 1
