"""All that is wrong after a repair put right, one chain of moves after the other; and the lowest
prices that a plan allows."""

from __future__ import annotations

from .compiled import compiled, lent
from .holding import Duals, Holding, highest_gate
from .market import Int32s, Market
from .paths import FAR, find_taker, make_way, to_holders, to_open_nodes, to_other_offers
from .search import NOWHERE, Search, begin, offer, settle


@compiled
def lowest(market: Market, duals: Duals, holding: Holding, search: Search) -> None:
    """Lower all prices as far as the plan allows: what is left is what one more slot is worth.

    One search from everything that ends a fall: a partner at its own price, a village with room at
    its gate.
    """
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
    while search.state[1] > 0:
        node = settle(search)
        distance = search.distance[node]
        if node < partners:
            to_holders(market, duals, holding, search, node, distance, FAR)
        elif node < partners + nodes:
            to_other_offers(market, duals, holding, search, node, distance, FAR)
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


@compiled
def make_all_ways(
    market: Market, duals: Duals, holding: Holding, search: Search, j: int, most: int
) -> tuple[int, int]:
    """From partner ``j`` on, put right all that are over, at most ``most`` chains. Gives the
    partner to go on with (all done: the number of partners) and how many chains were made."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    made = 0
    while j < len(market.slots):
        while holding.filled[j] > market.slots[j]:
            if made == most:
                return j, made
            make_way(market, duals, holding, search, j)
            made += 1
        j += 1
    return j, made


@compiled
def find_all_takers(
    market: Market, duals: Duals, holding: Holding, search: Search, j: int, most: int
) -> tuple[int, int]:
    """The same for partners that have slots left and a price."""
    market, duals = lent(market), lent(duals)
    holding, search = lent(holding), lent(search)
    made = 0
    while j < len(market.slots):
        while holding.filled[j] < market.slots[j] and duals.price[j] > 0:
            if made == most:
                return j, made
            find_taker(market, duals, holding, search, j)
            made += 1
        j += 1
    return j, made


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
