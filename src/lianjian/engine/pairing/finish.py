"""All that is wrong after a repair put right, one chain of moves after the other; and the lowest
prices that a plan allows."""

from __future__ import annotations

import numpy as np

from .compiled import compiled, lent
from .holding import Duals, Holding, highest_gate, let_go, make_whole, put, take
from .market import Int32s, Market
from .paths import FAR, find_taker, make_way, to_holders, to_open_nodes, to_other_offers
from .search import NOWHERE, Search, begin, offer, settle


@compiled
def begin_to_lower(market: Market, duals: Duals, holding: Holding, search: Search) -> None:
    """One search from everything that ends a fall of prices: a partner at its own price, a village
    with room at its gate."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    partners, nodes = len(market.slots), len(market.cap)
    begin(search)
    for j in range(partners):
        offer(search, j, duals.price[j], NOWHERE)
    for i in range(len(market.room)):
        if holding.has[i] < market.room[i]:
            fall = highest_gate(market, holding, i) - duals.gate[i]
            offer(search, partners + nodes + i, fall, NOWHERE)


@compiled
def lower_on(market: Market, duals: Duals, holding: Holding, search: Search, most: int) -> bool:
    """Go on with that search, at most so many steps; at its end, lower all prices as far as the
    plan allows: what is left is what one more slot is worth. False where it is not at its end:
    then all prices are as they were."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    partners, nodes = len(market.slots), len(market.cap)
    while search.state[1] > 0:
        if most == 0:
            return False
        most -= 1
        node = settle(search)
        distance = search.distance[node]
        if node < partners:
            to_holders(market, duals, holding, search, node, distance, FAR)
        elif node < partners + nodes:
            to_other_offers(market, duals, holding, search, node, distance, FAR, NOWHERE, False)
        else:
            to_open_nodes(market, duals, holding, search, node - partners - nodes, distance, FAR)
    for j in range(partners):
        duals.price[j] -= search.distance[j]
    for n in range(nodes):
        if search.turn[partners + n] == search.state[0]:
            duals.bar[n] += search.distance[partners + n]
    for i in range(len(market.room)):
        if search.turn[partners + nodes + i] == search.state[0]:
            duals.gate[i] += search.distance[partners + nodes + i]
    return True


@compiled
def make_all_ways(
    market: Market, duals: Duals, holding: Holding, search: Search, j: int, most: int
) -> int:
    """From partner ``j`` on, put right all that are over, until the searches have taken so many
    steps. Gives the partner to go on with; when all is done, the number of partners."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    while j < len(market.slots):
        while holding.filled[j] > market.slots[j]:
            if most <= 0:
                return j
            make_way(market, duals, holding, search, j)
            most -= search.state[2]
        j += 1
    return j


@compiled
def find_all_takers(
    market: Market, duals: Duals, holding: Holding, search: Search, j: int, most: int
) -> int:
    """The same for partners that have slots left and a price."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    while j < len(market.slots):
        while holding.filled[j] < market.slots[j] and duals.price[j] > 0:
            if most <= 0:
                return j
            find_taker(market, duals, holding, search, j)
            most -= search.state[2]
        j += 1
    return j


@compiled
def put_right(
    market: Market, duals: Duals, holding: Holding, search: Search, partners: Int32s
) -> None:
    """Make ways and find takers for these partners; nothing else may be wrong."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    for j in partners:
        while holding.filled[j] > market.slots[j]:
            make_way(market, duals, holding, search, j)
    for j in partners:
        while holding.filled[j] < market.slots[j] and duals.price[j] > 0:
            find_taker(market, duals, holding, search, j)


@compiled
def too_many(market: Market, holding: Holding) -> Int32s:
    """The offers that partners who are over would let go: of each the cheapest, a village's only
    one that is owed last."""
    found = np.empty(np.maximum(0, holding.filled - market.slots).sum(), dtype=np.int32)
    size = 0
    for j in range(len(market.slots)):
        over = holding.filled[j] - market.slots[j]
        if over <= 0:
            continue
        offers = holding.column[holding.begin[j] : holding.begin[j] + holding.filled[j]]
        losses = np.empty(len(offers), dtype=np.int64)
        for k in range(len(offers)):
            i = market.village[market.node[offers[k]]]
            alone = market.owed[i] and holding.has[i] == 1
            losses[k] = market.worth[offers[k]] + (market.bonus[0] if alone else 0)
        found[size : size + over] = offers[np.argsort(losses)[:over]]
        size += over
    return found


@compiled
def overdue(market: Market, holding: Holding) -> tuple[int, int]:
    """What ``too_many`` are worth, and how many owed villages would be left without anybody."""
    gone = np.zeros(len(market.room), dtype=np.int32)
    worth, unserved = 0, 0
    for r in too_many(market, holding):
        i = market.village[market.node[r]]
        worth += market.worth[r]
        gone[i] += 1
        unserved += market.owed[i] and gone[i] == holding.has[i]
    return worth, unserved


@compiled
def open_gap(market: Market, duals: Duals, holding: Holding) -> tuple[int, int]:
    """After a repair: how much more than the plan without ``too_many`` the best may be worth, and
    the score of that plan.

    Every village holds its best choice, so the bound is Σ slots · price + Σ (worth − price) of what
    is held, and the bonus; what it exceeds that plan by is what is empty at a price, and what is
    over.
    """
    worth, unserved = overdue(market, holding)
    total = worth + unserved * market.bonus[0]
    for j in range(len(market.slots)):
        total += (market.slots[j] - holding.filled[j]) * duals.price[j]
    return int(total), int(holding.sum[0] - worth)


@compiled
def fall_back(market: Market, holding: Holding) -> None:
    """Make an allowed plan of what is held, where nobody goes on: partners that are over let their
    cheapest go, and who has room takes what is free, the best first."""
    for r in too_many(market, holding):
        let_go(market, holding, r)
        put(market, holding, market.village[market.node[r]], r, NOWHERE)
    make_whole(market, holding)
    for i in range(len(market.room)):
        while holding.has[i] < market.room[i]:
            best = _best_free(market, holding, i)
            if best == NOWHERE:
                break
            take(market, holding, best)
            put(market, holding, i, NOWHERE, best)


@compiled
def _best_free(market: Market, holding: Holding, i: int) -> int:
    """The best offer of a village whose partner has a slot left, and that its rules let in."""
    best = NOWHERE
    for n in range(market.first[i], market.first[i + 1]):
        if holding.taken[n] >= market.cap[n]:
            continue
        for r in range(market.start[n], market.start[n + 1]):
            j = market.partner[r]
            if holding.held[r] or holding.filled[j] >= market.slots[j]:
                continue
            if best == NOWHERE or market.worth[r] > market.worth[best]:
                best = r
            break
    return best
