"""Shortest paths in what a plan leaves open, one for each thing that is still wrong with it.

After repair every village holds its best choice. What may be wrong is a partner that is over its
slots (``make_way``) or one that has slots left and a price (``find_taker``). Each is put right by a
cheapest chain of moves, after which the prices are right again for everything else (successive
shortest paths with potentials: Edmonds and Karp 1972; Ahuja, Magnanti, Orlin 1993, 9.7).

Nodes of a search are partners, then nodes (a village's places of one kind), then villages. All
lengths are reduced costs, so none is below 0.
"""

from __future__ import annotations

import numpy as np

from .compiled import compiled, inlined
from .holding import Duals, Holding, highest_gate, let_go, make_whole, put, take
from .market import Int32s, Market
from .search import NOWHERE, Search, begin, note, offer, settle

BY_VILLAGE = -2
"""``back`` of a node that was reached from its village, not by an offer."""

FAR = 2**62


@compiled
def make_way(market: Market, duals: Duals, holding: Holding, search: Search, j: int) -> None:
    """Partner ``j`` lets one village go that it is over by, and whoever must move on moves.

    Afterwards ``j`` is over by one less, every price is as right as before, and dearer or the same.
    """
    best, end = way_out(market, duals, holding, search, j)
    move_prices(market, duals, search, best, 1)
    trace_out(market, search, end)
    make_moves(market, holding, search.swap[: search.state[3]])


@compiled
def way_out(
    market: Market, duals: Duals, holding: Holding, search: Search, start: int
) -> tuple[int, int]:
    """From a partner that is over, or a village with a place to fill: the length of the cheapest
    chain of moves that puts it right, and the node at which it ends: a partner with a slot left, or
    a village that does without. A partner over its slots has always one."""
    begin(search)
    offer(search, start, 0, NOWHERE)
    best: int = FAR
    end: int = NOWHERE
    while search.state[1] > 0 and search.distance[search.heap[0]] < best:
        node = settle(search)
        distance = search.distance[node]
        if node < len(market.slots):
            if holding.filled[node] < market.slots[node]:
                best, end = distance, node
                break
            to_holders(market, duals, holding, search, node, distance, best)
        elif node < len(market.slots) + len(market.cap):
            best, end = to_other_offers(
                market, duals, holding, search, node, distance, best, end, True
            )
        else:
            i = node - len(market.slots) - len(market.cap)
            less = distance + duals.gate[i] - _least_gate_with_one_less(market, holding, i)
            if less < best and holding.has[i] > 0 and node != start:
                best, end = less, node
            to_open_nodes(market, duals, holding, search, i, distance, best)
    return best, end


@inlined
def _least_gate_with_one_less(market: Market, holding: Holding, i: int) -> int:
    """Minus what the village's last partner earns beside its worth."""
    return -market.bonus[0] if market.owed[i] and holding.has[i] == 1 else 0


@inlined
def to_holders(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    j: int,
    distance: int,
    best: int,
) -> None:
    """From a full partner to the nodes that hold one of its offers: they might let it go."""
    low = holding.begin[j]
    for at in range(low, low + holding.filled[j]):
        r = holding.column[at]
        n = market.node[r]
        further = distance + market.worth[r] - duals.price[j] - duals.bar[n]
        if further < best:
            offer(search, len(market.slots) + n, further, r)


@inlined
def to_other_offers(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    node: int,
    distance: int,
    best: int,
    end: int,
    stops: bool,
) -> tuple[int, int]:
    """From a node that lets one go to the partners of its other offers, and to its village; gives
    the nearest end and its distance. Where the search ``stops`` at one, a partner with a slot left
    is one as soon as it is seen: where many offers are worth the same, most of what lies as near is
    never looked at."""
    n = node - len(market.slots)
    bar = distance + duals.bar[n]
    for r in range(market.start[n], market.start[n + 1]):
        if bar - market.worth[r] >= best:
            # The rest is worth less still, and no price is below 0.
            break
        j = market.partner[r]
        further = bar - market.worth[r] + duals.price[j]
        if further < best and not holding.held[r]:
            offer(search, j, further, r)
            if stops and holding.filled[j] < market.slots[j]:
                best, end = further, j
    i = market.village[n]
    further = bar - duals.gate[i]
    if holding.taken[n] > 0 and further < best:
        offer(search, len(market.slots) + len(market.cap) + i, further, n)
    return best, end


@inlined
def to_open_nodes(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    i: int,
    distance: int,
    best: int,
) -> None:
    """From a village that has a place to give to its nodes with room for one more."""
    for n in range(market.first[i], market.first[i + 1]):
        further = distance + duals.gate[i] - duals.bar[n]
        if holding.taken[n] < market.cap[n] and further < best:
            offer(search, len(market.slots) + n, further, BY_VILLAGE)


@inlined
def move_prices(market: Market, duals: Duals, search: Search, best: int, way: int) -> None:
    """Move the potentials of all that is nearer than ``best``: prices by ``way``, the others
    against it."""
    partners, nodes = len(market.slots), len(market.cap)
    for k in range(search.state[2]):
        node = search.heap[len(search.heap) - 1 - k]
        by = way * (best - search.distance[node])
        if search.distance[node] >= best:
            continue
        if node < partners:
            duals.price[node] += by
        elif node < partners + nodes:
            duals.bar[node - partners] -= by
        else:
            duals.gate[node - partners - nodes] -= by


@compiled
def trace_out(market: Market, search: Search, node: int) -> None:
    """Note the swaps of a ``way_out`` from its end: each village on it takes what the walk comes
    from, if anything, and lets go what the walk goes on by."""
    partners, nodes = len(market.slots), len(market.cap)
    gained = NOWHERE
    while True:
        if node < partners:
            gained = search.back[node]
            if gained == NOWHERE:
                return
            node = partners + market.node[gained]
        elif node >= partners + nodes:
            node = partners + search.back[node]
        lost = search.back[node]
        if lost == BY_VILLAGE:
            by = search.back[partners + nodes + market.village[node - partners]]
            lost = NOWHERE if by == NOWHERE else search.back[partners + by]
        note(search, lost, gained)
        if lost == NOWHERE:
            return
        node = market.partner[lost]


@compiled
def make_moves(market: Market, holding: Holding, swaps: Int32s) -> None:
    """Carry out swaps (n, 2) as a search noted them."""
    for k in range(len(swaps)):
        lost, gained = swaps[k, 0], swaps[k, 1]
        if gained != NOWHERE:
            take(market, holding, gained)
        if lost != NOWHERE:
            let_go(market, holding, lost)
        one = gained if lost == NOWHERE else lost
        put(market, holding, market.village[market.node[one]], lost, gained)


@compiled
def find_taker(market: Market, duals: Duals, holding: Holding, search: Search, j: int) -> None:
    """Partner ``j`` has a slot left and a price: fill the slot by the cheapest chain of moves, or
    let the price fall that need not be, at ``j`` or farther on.

    Afterwards ``j`` has a slot less to fill, or price 0; every price is as right as before, and
    cheaper or the same.
    """
    best, end = way_in(market, duals, holding, search, j, np.empty(0, dtype=np.int32))
    move_prices(market, duals, search, best, -1)
    trace_in(market, search, end)
    make_moves(market, holding, search.swap[: search.state[3]])


@compiled
def way_in(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    start: int,
    goals: Int32s,
) -> tuple[int, int]:
    """From a partner with a slot to give, or a node that gets one more than it has: the length of
    the cheapest chain of moves that puts it right, and the node at which it ends: a partner whose
    slot then stays empty, or a village that has room; or the first of the ``goals`` (some, in
    order) that it meets, so that no chain passes one. FAR where there is none."""
    make_whole(market, holding)
    begin(search)
    offer(search, start, 0, NOWHERE)
    best: int = FAR
    end: int = NOWHERE
    while search.state[1] > 0 and search.distance[search.heap[0]] < best:
        node = settle(search)
        distance = search.distance[node]
        if _among(goals, node):
            best, end = distance, node
            break
        if node < len(market.slots):
            if distance + duals.price[node] < best:
                best, end = distance + duals.price[node], node
            _to_takers(market, duals, holding, search, node, distance, best)
        elif node < len(market.slots) + len(market.cap):
            n = node - len(market.slots)
            _to_what_is_held(market, duals, holding, search, n, distance, best)
            i = market.village[n]
            further = distance + duals.gate[i] - duals.bar[n]
            if holding.taken[n] < market.cap[n] and further < best:
                offer(search, len(market.slots) + len(market.cap) + i, further, n)
        else:
            i = node - len(market.slots) - len(market.cap)
            if holding.has[i] < market.room[i]:
                further = distance + highest_gate(market, holding, i) - duals.gate[i]
                if further < best:
                    best, end = further, node
            _to_nodes_with_something(market, duals, holding, search, i, distance, best)
    return best, end


@inlined
def _among(goals: Int32s, node: int) -> bool:
    if len(goals) == 0:
        return False
    at = np.searchsorted(goals, node)
    return bool(at < len(goals) and goals[at] == node)


@inlined
def _to_nodes_with_something(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    i: int,
    distance: int,
    best: int,
) -> None:
    """From a village that gets one more than it has to its nodes that might let one go for it."""
    for n in range(market.first[i], market.first[i + 1]):
        further = distance + duals.bar[n] - duals.gate[i]
        if holding.taken[n] > 0 and further < best:
            offer(search, len(market.slots) + n, further, BY_VILLAGE)


@inlined
def _to_takers(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    j: int,
    distance: int,
    best: int,
) -> None:
    """From a partner with a slot to the nodes that have not got its offers."""
    low, high = holding.begin[j] + holding.filled[j], holding.end[j]
    for at in range(low, high):
        r = holding.column[at]
        n = market.node[r]
        further = distance + duals.bar[n] - market.worth[r] + duals.price[j]
        if further < best:
            offer(search, len(market.slots) + n, further, r)


@inlined
def _to_what_is_held(
    market: Market,
    duals: Duals,
    holding: Holding,
    search: Search,
    n: int,
    distance: int,
    best: int,
) -> None:
    """From a node that takes one more to the partners whose offers it might let go for it."""
    i = market.village[n]
    for at in range(holding.seat[i], holding.seat[i] + holding.has[i]):
        r = holding.mine[at]
        j = market.partner[r]
        further = distance + market.worth[r] - duals.price[j] - duals.bar[n]
        if market.node[r] == n and further < best:
            offer(search, j, further, r)


@compiled
def trace_in(market: Market, search: Search, node: int) -> None:
    """Note the swaps of a ``way_in`` from its end: each village on it lets go what the walk comes
    from, if anything, and takes what the walk goes on by."""
    partners, nodes = len(market.slots), len(market.cap)
    lost = NOWHERE
    while True:
        if node < partners:
            lost = search.back[node]
            if lost == NOWHERE:
                return
            node = partners + market.node[lost]
        elif node >= partners + nodes:
            node = partners + search.back[node]
        gained = search.back[node]
        if gained == BY_VILLAGE:
            node = partners + search.back[partners + nodes + market.village[node - partners]]
            gained = search.back[node]
        note(search, lost, gained)
        if gained == NOWHERE:
            return
        node = market.partner[gained]
