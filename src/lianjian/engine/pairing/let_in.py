"""The cheapest way to let one offer into a plan: two short searches in what the plan leaves open.

How its partner comes by a slot, and what its village lets go for it; or one way, where what the
village lets go leads to somebody who moves on the first.
"""

from __future__ import annotations

import numpy as np

from .market import Int32s, Market
from .paths import move_prices, trace_in, trace_out, way_in, way_out
from .search import NOWHERE
from .solver import Settled

Swap = tuple[int, int]
"""The offers that a village lets go and takes for it; NOWHERE for nothing."""


def ways_in(settled: Settled, r: int) -> tuple[int, list[Swap]]:
    """What the village of offer ``r`` would let go for it, and the swaps that others would make:
    first who makes way for it, then who takes what becomes free. Nothing is moved; prices stay
    right."""
    market, duals, holding, search = settled
    j, n = int(market.partner[r]), int(market.node[r])
    way, end = way_out(market, duals, holding, search, j)
    move_prices(market, duals, search, way, 1)
    trace_out(market, search, end)
    before = noted(settled)[::-1]
    # At these prices all of that way is gone for nothing, so one search compares both: alone to an
    # end of its own, or to where it meets the way, which then need go no further.
    met = _nodes(market, j, before)
    way, end = way_in(market, duals, holding, search, len(market.slots) + n, _goals(met))
    move_prices(market, duals, search, way, -1)
    trace_in(market, search, end)
    after = noted(settled)
    if end not in met:
        *after, (lost, _nothing) = after
        return lost, [*before, *after[::-1]]
    turn, inside = met[end]
    if inside:
        # In the midst of a village's swap: it lets go the same, and takes what leads here.
        after[0] = (before[turn][0], after[0][1])
    *after, (lost, _nothing) = after
    return lost, [*before[:turn], *after]


def _nodes(market: Market, j: int, swaps: list[Swap]) -> dict[int, tuple[int, bool]]:
    """The nodes of a way out from partner ``j``: each with how many of its swaps end there or
    before, and whether it lies inside the next one."""
    partners, nodes = len(market.slots), len(market.cap)
    found = {j: (0, False)}
    for turn, (lost, gained) in enumerate(swaps):
        n = int(market.node[lost])
        found[partners + n] = (turn, True)
        if gained == NOWHERE or market.node[gained] != n:
            found[partners + nodes + int(market.village[n])] = (turn, True)
        if gained != NOWHERE:
            found[partners + int(market.node[gained])] = (turn, True)
            found[int(market.partner[gained])] = (turn + 1, False)
    return found


def _goals(met: dict[int, tuple[int, bool]]) -> Int32s:
    return np.array(sorted(met), dtype=np.int32)


def noted(settled: Settled) -> list[Swap]:
    """The swaps of the last search, as it noted them: from its end."""
    search = settled.search
    return [(lost, gained) for lost, gained in search.swap[: search.state[3]].tolist()]
