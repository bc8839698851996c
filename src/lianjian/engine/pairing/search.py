"""A heap of nodes by their distance, for many short searches of one network.

A search does not clear what the one before it left: a node counts as unseen until it bears the
number of this turn. So a search costs what it touches, not what there is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .compiled import compiled, inlined
from .market import Int32s
from .tables import Ints

NOWHERE = -1
"""``back`` of a node at which a search begins."""

SETTLED = -1


class Search(NamedTuple):
    """``distance`` and ``back`` (nodes,) of those that bear this ``turn``; ``place`` in the heap.

    ``heap`` holds the open nodes from its front and the settled ones from its end; ``state`` is
    (turn, how many are open, how many are settled, how many swaps). ``swap`` (nodes, 2) is the way
    that was found, as offers: what a village lets go and what it takes for it, −1 for nothing.
    """

    distance: Ints
    back: Int32s
    turn: Int32s
    place: Int32s
    heap: Int32s
    swap: Int32s
    state: Ints


def new_search(nodes: int) -> Search:
    """Room for searches of so many nodes."""
    return Search(
        np.empty(nodes, dtype=np.int64),
        np.empty(nodes, dtype=np.int32),
        np.zeros(nodes, dtype=np.int32),
        np.empty(nodes, dtype=np.int32),
        np.empty(nodes, dtype=np.int32),
        np.empty((nodes, 2), dtype=np.int32),
        np.zeros(4, dtype=np.int64),
    )


@inlined
def begin(search: Search) -> None:
    """Forget the search before this one."""
    search.state[0] += 1
    search.state[1:] = 0


@inlined
def offer(search: Search, node: int, distance: int, back: int) -> None:
    """A way to ``node``: taken if it is the first, or shorter than the one known."""
    heap, place, known = search.heap, search.place, search.distance
    if search.turn[node] != search.state[0]:
        search.turn[node] = search.state[0]
        at = search.state[1]
        search.state[1] += 1
    elif distance < known[node]:
        at = place[node]
    else:
        return
    known[node] = distance
    search.back[node] = back
    while at > 0:
        above = (at - 1) >> 1
        other = heap[above]
        if known[other] <= distance:
            break
        heap[at] = other
        place[other] = at
        at = above
    heap[at] = node
    place[node] = at


@inlined
def settle(search: Search) -> int:
    """Take the nearest open node out of the heap; there must be one."""
    heap, place, known = search.heap, search.place, search.distance
    nearest = int(heap[0])
    search.state[1] -= 1
    size = search.state[1]
    if size > 0:
        node = heap[size]
        distance = known[node]
        at, below = 0, 1
        while below < size:
            if below + 1 < size and known[heap[below + 1]] < known[heap[below]]:
                below += 1
            other = heap[below]
            if known[other] >= distance:
                break
            heap[at] = other
            place[other] = at
            at, below = below, 2 * below + 1
        heap[at] = node
        place[node] = at
    place[nearest] = SETTLED
    search.state[2] += 1
    heap[len(heap) - search.state[2]] = nearest
    return nearest


@compiled
def note(search: Search, lost: int, gained: int) -> None:
    """One step of the way that was found."""
    at = search.state[3]
    search.swap[at, 0] = lost
    search.swap[at, 1] = gained
    search.state[3] += 1
