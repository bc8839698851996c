"""An exact cheapest circulation from any flow and any potentials, in whole numbers.

What the potentials forbid is taken out of the flow and what they demand is put in; the nodes that
are then out of balance are put right by shortest paths, one unit after the other (successive
shortest paths: Ahuja, Magnanti, Orlin 1993, 9.7). From the answer to a problem with fewer rules
only what the further rules touch is out of balance.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .compiled import compiled, inlined, lent
from .market import Int32s
from .search import NOWHERE, Search, begin, offer, settle
from .tables import Ints


class Circulation(NamedTuple):
    """Arcs ``a`` from ``tail`` to ``head`` with at most ``most`` units at ``cost`` each; node 0 is
    where all units begin and end.

    ``at[first[u] : first[u + 1]]`` are the arcs of node u: ``a`` where it leaves, ``~a`` where it
    arrives. ``flow`` (arcs,), ``potential`` (nodes,) and ``excess`` (nodes,), what flows in less
    what flows out, are the state. An arc with room left costs ``cost + potential[tail] −
    potential[head] ≥ 0``, one that carries anything ≤ 0.
    """

    tail: Int32s
    head: Int32s
    most: Int32s
    cost: Ints
    first: Int32s
    at: Int32s
    flow: Int32s
    potential: Ints
    excess: Ints


def circulation(
    tail: Int32s, head: Int32s, most: Int32s, cost: Ints, flow: Int32s, potential: Ints
) -> Circulation:
    """With the arcs of each node laid together."""
    arcs, nodes = len(tail), len(potential)
    ends = np.concatenate([tail, head])
    order = np.argsort(ends, kind="stable")
    first = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=nodes), out=first[1:])
    at = np.where(order < arcs, order, ~(order - arcs)).astype(np.int32)
    excess = np.zeros(nodes, dtype=np.int64)
    return Circulation(tail, head, most, cost, first, at, flow, potential, excess)


@compiled
def comply(network: Circulation) -> None:
    """Make the flow what the potentials say, and note who is out of balance."""
    network = lent(network)
    network.excess[:] = 0
    for a in range(len(network.tail)):
        u, v = network.tail[a], network.head[a]
        reduced = network.cost[a] + network.potential[u] - network.potential[v]
        if reduced < 0:
            network.flow[a] = network.most[a]
        elif reduced > 0:
            network.flow[a] = 0
        network.excess[u] -= network.flow[a]
        network.excess[v] += network.flow[a]


@compiled
def balance(network: Circulation, search: Search, node: int, units: int) -> int:
    """From this node on, put right all that are out of balance, at most so many units; gives the
    node to go on with (all done: the number of nodes).

    Every node's way leads over arcs that carry something, back to where it came from: there is
    always one. Node 0 is right when all others are.
    """
    network, search = lent(network), lent(search)
    nodes = len(network.potential)
    while node < nodes:
        while node > 0 and network.excess[node] != 0:
            if units == 0:
                return node
            _send(network, search, node, 1 if network.excess[node] > 0 else -1)
            units -= 1
        node += 1
    return node


@inlined
def _send(network: Circulation, search: Search, start: int, way: int) -> None:
    """One unit from ``start`` (``way`` 1) or to it (−1), the cheapest way there is, to or from the
    nearest node that is out of balance the other way, or node 0, whose balance follows from all
    others'."""
    potential = network.potential
    begin(search)
    offer(search, start, 0, NOWHERE)
    best, end = np.int64(0), start
    while search.state[1] > 0:
        node = settle(search)
        best = search.distance[node]
        if node == 0 or network.excess[node] * way < 0:
            end = node
            break
        _look_around(network, search, node, best, way)
    for k in range(search.state[2]):
        node = search.heap[len(search.heap) - 1 - k]
        potential[node] -= way * (best - search.distance[node])
    node = end
    while node != start:
        code = search.back[node]
        a = code if code >= 0 else ~code
        network.flow[a] += 1 if code >= 0 else -1
        leaves = (code >= 0) == (way > 0)
        node = network.tail[a] if leaves else network.head[a]
    network.excess[start] -= way
    network.excess[end] += way


@inlined
def _look_around(network: Circulation, search: Search, node: int, distance: int, way: int) -> None:
    """The next nodes that a unit can go on to from here (``way`` 1), or come here from (−1)."""
    for k in range(network.first[node], network.first[node + 1]):
        code = network.at[k]
        a = code if code >= 0 else ~code
        other = network.head[a] if code >= 0 else network.tail[a]
        along = (code >= 0) == (way > 0)
        if network.flow[a] >= network.most[a] if along else network.flow[a] <= 0:
            continue
        reduced = (
            network.cost[a]
            + network.potential[network.tail[a]]
            - network.potential[network.head[a]]
        )
        further = distance + (reduced if along else -reduced)
        # Forward along the arc is what ``a`` means, back is ``~a``; in both ways of a search.
        offer(search, other, further, a if along else ~a)


@compiled
def lowest_potentials(network: Circulation, search: Search) -> None:
    """What one unit more at each node would cost, from node 0: the lowest prices of all."""
    network, search = lent(network), lent(search)
    begin(search)
    offer(search, 0, 0, NOWHERE)
    farthest = np.int64(0)
    while search.state[1] > 0:
        node = settle(search)
        farthest = search.distance[node]
        _look_around(network, search, node, farthest, 1)
    for u in range(len(network.potential)):
        reached = search.turn[u] == search.state[0]
        network.potential[u] += search.distance[u] if reached else farthest
