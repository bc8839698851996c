"""Why not that one? The exact answer: the plan with the pair forced in, proven again.

Forcing one pair into an optimal plan costs exactly the cheapest way around it in what the plan
leaves open, and that way *is* the chain of moves: who would move, from where to where, who would
lose. It has two parts that are searched apart: how the partner comes by a slot, and what the
village lets go; or one, where what the village lets go leads to that slot.
"""

from __future__ import annotations

import numpy as np

from . import again
from .answers import Forced, Impossible, Move
from .certificate import certify, figures
from .holding import highest_gate, take_out
from .let_in import Swap, noted, ways_in
from .market import lay_out
from .paths import find_taker, make_moves, move_prices, trace_out, way_out
from .plan import Plan
from .problem import Problem
from .search import NOWHERE
from .solver import Settled, make_lowest, make_right, plan_of, settle, settle_in
from .tables import BadProblem, Ints, State


def force(problem: Problem, plan: Plan, row: int) -> Forced | Impossible:
    """What it would cost to have candidate ``row`` in an optimal ``plan``, with the proof."""
    if row in plan.pairs:
        return Forced(problem, plan, certify(problem, plan), 0, 0, ())
    if problem.state[row] == State.FORBIDDEN:
        return Impossible("forbidden")
    try:
        changed = problem.with_locked(row)
    except BadProblem:
        return Impossible("no_room")
    if problem.caps:
        return again.solved_again(problem, plan, changed, int(problem.village[row]))
    settled = settle(problem, start=plan)
    at = np.flatnonzero(settled.layout.row == row)
    if not len(at):
        return Impossible("no_room")
    moves = _moves(problem, settled, _let_in(settled, int(at[0])))
    return _forced(problem, plan, changed, settled, moves)


def _let_in(settled: Settled, r: int) -> list[Swap]:
    """Lock offer ``r`` in by the cheapest swaps: its own village's first, then who makes way for
    it, and who takes what becomes free, where that is not the same chain."""
    market, _duals, holding, _search = settled
    lost, swaps = ways_in(settled, r)
    first = [(lost, NOWHERE)] if lost != NOWHERE else []
    _make(settled, [*swaps, *first])
    take_out(market, holding, r)
    n, j = market.node[r], market.partner[r]
    i = int(market.village[n])
    market.room[i] -= 1
    market.cap[n] -= 1
    market.slots[j] -= 1
    market.owed[i] = False
    return [(lost, r), *swaps]


def _make(settled: Settled, swaps: list[Swap]) -> None:
    table = np.array(swaps, dtype=np.int32).reshape(-1, 2)
    make_moves(settled.layout.market, settled.holding, table)


def _forced(
    problem: Problem, plan: Plan, changed: Problem, settled: Settled, moves: tuple[Move, ...]
) -> Forced:
    """The answer that a market has settled on, with its proof."""
    make_lowest(settled)
    better = plan_of(changed, settled)
    after = certify(changed, better)
    score, served = figures(problem, plan)
    return Forced(changed, better, after, score - after.score, served - after.must_served, moves)


def _moves(problem: Problem, settled: Settled, swaps: list[Swap]) -> tuple[Move, ...]:
    return tuple(_move(problem, settled, swap) for swap in swaps)


def _move(problem: Problem, settled: Settled, swap: Swap) -> Move:
    lost, gained = (None if r == NOWHERE else int(settled.layout.row[r]) for r in swap)
    one = gained if gained is not None else lost
    return Move(
        int(problem.village[one]),
        None if lost is None else int(problem.partner[lost]),
        None if gained is None else int(problem.partner[gained]),
        (0 if gained is None else int(problem.worth[gained]))
        - (0 if lost is None else int(problem.worth[lost])),
    )


def one_more_slot(problem: Problem, plan: Plan, partner: int) -> Forced:
    """What one more slot of ``partner`` (row) would be worth: ``cost`` is 0 or below, exact.

    ``moves`` starts at the village that takes the new slot and goes on to who takes what it leaves.
    """
    changed = problem.with_slots(partner, 1)
    if problem.caps:
        return again.solved_again(problem, plan, changed, None)
    settled = settle(problem, start=plan)
    market, duals, holding, search = settled
    swaps: list[Swap] = []
    at = np.flatnonzero(settled.layout.partner == partner)
    if len(at):
        j = int(at[0])
        market.slots[j] += 1
        if duals.price[j] > 0 and holding.filled[j] < market.slots[j]:
            find_taker(market, duals, holding, search, j)
            swaps = noted(settled)[::-1]
    return _forced(problem, plan, changed, settled, _moves(problem, settled, swaps))


def one_more_room(problem: Problem, plan: Plan, village: int) -> Forced:
    """What room for one more partner at ``village`` (row) would be worth, as ``one_more_slot``.

    ``moves`` starts at the village and goes on to who must make way for it.
    """
    changed = problem.with_room(village, 1)
    if problem.caps:
        return again.solved_again(problem, plan, changed, village)
    # Laid out with the room, because a village without any has no offers; settled without it.
    layout = lay_out(changed)
    i = int(np.flatnonzero(layout.village == village)[0])
    owed = bool(layout.market.owed[i])
    layout.market.room[i] -= 1
    layout.market.owed[i] = owed and layout.market.room[i] > 0
    settled = settle_in(layout, start=plan)
    market, duals, holding, search = settled
    market.room[i] += 1
    market.owed[i] = owed
    swaps: list[Swap] = []
    # What its gate is too high by, now that it has room left.
    excess = int(duals.gate[i] - highest_gate(market, holding, i))
    if excess > 0:
        start = len(market.slots) + len(market.cap) + i
        way, end = way_out(market, duals, holding, search, start)
        move_prices(market, duals, search, min(way, excess), 1)
        if way < excess:
            trace_out(market, search, end)
            swaps = noted(settled)[::-1]
            _make(settled, swaps)
    return _forced(problem, plan, changed, settled, _moves(problem, settled, swaps))


def price_parts(problem: Problem, plan: Plan) -> tuple[Ints, Ints]:
    """(partners,) twice: how many more villages that must be served a further slot would serve,
    and the score that it would add beside them, in micro-units; together the price of an optimal
    ``plan``, whose bonus no reader could take for points."""
    if problem.caps:
        return again.capped_price_parts(problem, plan)
    settled = settle(problem, start=plan)
    # The same plan is optimal at any larger bonus, so what a price grows by is what it serves.
    settled.layout.market.bonus[0] += 1
    make_right(settled)
    make_lowest(settled)
    served = np.zeros_like(plan.prices)
    at = settled.layout.partner
    served[at] = settled.duals.price[:-1] - plan.prices[at]
    return served, plan.prices - served * problem.bonus
