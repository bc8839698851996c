"""The cheapest way to let one offer into a plan: two short searches in what the plan leaves open.

How its partner comes by a slot, and what its village lets go for it; or one way, where what the
village lets go leads to that slot.
"""

from __future__ import annotations

from .paths import move_prices, trace_in, trace_out, way_in, way_out
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
    before = noted(settled)
    # At these prices j comes by a slot for nothing, so one search compares both ways.
    way, end = way_in(market, duals, holding, search, len(market.slots) + n, j)
    move_prices(market, duals, search, way, -1)
    trace_in(market, search, end)
    *after, (lost, _nothing) = noted(settled)
    return int(lost), after if end == j else [*before[::-1], *after[::-1]]


def noted(settled: Settled) -> list[Swap]:
    """The swaps of the last search, as it noted them: from its end."""
    search = settled.search
    return [(lost, gained) for lost, gained in search.swap[: search.state[3]].tolist()]
