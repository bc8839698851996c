"""From any prices and any plan to complementary slackness, but for partners that are over.

Every village takes its best choice at the prices. Greedy finds it: what fits a village (so many of
a kind, so many in all) is a matroid. What it holds already goes first among equals. This is the
door into the exact part from an auction, from an earlier plan and from a plan that was cut short.
"""

from __future__ import annotations

import numpy as np

from .compiled import compiled, inlined, lent
from .holding import Duals, Flags, Holding, let_go, put, read_bars, take
from .market import Int32s, Market
from .tables import Ints


@compiled
def repair(market: Market, duals: Duals, holding: Holding) -> None:
    """Hold every village's best choice at ``duals.price``; ``holding.held`` says which offers are
    preferred among equals. Everything else is made new: lists, columns, bars and gates."""
    market, duals, holding = lent(market), lent(duals), lent(holding)
    most = 1
    for i in range(len(market.room)):
        most = max(most, holding.seat[i + 1] - holding.seat[i])
    value, offer = np.empty((2, most), dtype=np.int64), np.empty((2, most), dtype=np.int32)
    for i in range(len(market.room)):
        count = best_choice(market, duals.price, holding.held, i, value, offer)
        hold(market, holding, i, offer[0, :count])
        read_bars(market, duals, holding, i)
    _columns(market, holding)
    _sum(market, holding)


@inlined
def hold(market: Market, holding: Holding, i: int, offers: Int32s) -> None:
    """Write down what village ``i`` holds, without its partners' columns."""
    first, start = market.first, market.start
    for n in range(first[i], first[i + 1]):
        holding.taken[n] = 0
    for r in range(start[first[i]], start[first[i + 1]]):
        holding.held[r] = 0
    holding.has[i] = len(offers)
    for n in range(len(offers)):
        r = offers[n]
        holding.held[r] = 1
        holding.taken[market.node[r]] += 1
        holding.mine[holding.seat[i] + n] = r


@inlined
def best_choice(
    market: Market, price: Ints, held: Flags, i: int, value: Ints, offer: Int32s
) -> int:
    """How many offers village ``i`` would take; ``offer[0]`` names them, the best first.

    Values are twice the gain, plus 1 where the offer is held: so gains compare, and ties keep.
    ``value`` and ``offer`` (2, most) are room to reckon in.
    """
    room, size = min(market.room[i], value.shape[1]), 0
    worth, partner = market.worth, market.partner
    for n in range(market.first[i], market.first[i + 1]):
        cap, found = min(market.cap[n], room), 0
        if cap == 0:
            continue
        for r in range(market.start[n], market.start[n + 1]):
            top = 2 * np.int64(worth[r]) + 1
            if found == cap and top <= value[1, cap - 1]:
                break
            if size == room and top <= value[0, room - 1]:
                break
            mine = 2 * (worth[r] - price[partner[r]]) + held[r]
            if mine >= 1:
                found = _insert(value[1], offer[1], found, cap, mine, r)
        for k in range(found):
            size = _insert(value[0], offer[0], size, room, value[1, k], offer[1, k])
    if size == 0 and market.owed[i]:
        size = _the_owed_one(market, price, held, i, value, offer)
    return size


@inlined
def _the_owed_one(
    market: Market, price: Ints, held: Flags, i: int, value: Ints, offer: Int32s
) -> int:
    """A village that must be served takes its best even at a loss, if the bonus outweighs it."""
    best = np.int64(1 - 2 * market.bonus[0])
    size = 0
    for n in range(market.first[i], market.first[i + 1]):
        if market.cap[n] == 0:
            continue
        for r in range(market.start[n], market.start[n + 1]):
            mine = 2 * (market.worth[r] - price[market.partner[r]]) + held[r]
            if mine > best or (mine == best and size == 0):
                best, size = mine, 1
                offer[0, 0] = r
    return size


@inlined
def _insert(value: Ints, offer: Int32s, size: int, most: int, mine: int, r: int) -> int:
    """Into a list of at most ``most``, the best first, the earlier first among equals."""
    if size == most:
        if mine <= value[most - 1]:
            return size
        size -= 1
    at = size
    while at > 0 and value[at - 1] < mine:
        value[at], offer[at] = value[at - 1], offer[at - 1]
        at -= 1
    value[at], offer[at] = mine, r
    return size + 1


@compiled
def _columns(market: Market, holding: Holding) -> None:
    """Each partner's offers that are held."""
    holding.filled[:] = 0
    holding.whole[0] = 0
    for i in range(len(market.room)):
        for at in range(holding.seat[i], holding.seat[i] + holding.has[i]):
            r = holding.mine[at]
            j = market.partner[r]
            holding.column[holding.begin[j] + holding.filled[j]] = r
            holding.filled[j] += 1


@compiled
def _sum(market: Market, holding: Holding) -> None:
    holding.sum[:] = 0
    for i in range(len(market.room)):
        holding.sum[1] += market.owed[i] and holding.has[i] > 0
        for at in range(holding.seat[i], holding.seat[i] + holding.has[i]):
            holding.sum[0] += market.worth[holding.mine[at]]


@compiled
def choose_again(market: Market, duals: Duals, holding: Holding, i: int) -> None:
    """Hold the best choice of village ``i`` at the prices, and read its gate and bars anew; all
    else is as it was, but that partners may now be over, or have a slot left and a price."""
    most = max(1, holding.seat[i + 1] - holding.seat[i])
    value, offer = np.empty((2, most), dtype=np.int64), np.empty((2, most), dtype=np.int32)
    count = best_choice(market, duals.price, holding.held, i, value, offer)
    at = holding.seat[i] + holding.has[i] - 1
    while at >= holding.seat[i]:
        r = holding.mine[at]
        if not _among(offer[0, :count], r):
            let_go(market, holding, r)
            put(market, holding, i, r, -1)
        at -= 1
    for n in range(count):
        if not holding.held[offer[0, n]]:
            take(market, holding, offer[0, n])
            put(market, holding, i, -1, offer[0, n])
    read_bars(market, duals, holding, i)


@compiled
def _among(offers: Int32s, r: int) -> bool:
    return bool((offers == r).any())
