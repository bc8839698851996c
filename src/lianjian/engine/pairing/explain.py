"""Why not that one? The exact answer: the plan with the pair forced in, proven again.

Forcing one pair into an optimal plan costs exactly the shortest way around it in the residual
network, and that way *is* the chain of moves: who would move, from where to where, who would lose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .certificate import Certificate, certify, figures
from .tests.network import FAR, Network
from .plan import Plan
from .problem import Problem
from .tables import BadProblem, Ints, State
from .solver import solve
from .tests.flow import prices


@dataclass(frozen=True)
class Move:
    """One village (row) would let ``lost`` go and get ``gained`` (partner rows, or None)."""

    village: int
    lost: int | None
    gained: int | None
    change: int


@dataclass(frozen=True)
class Forced:
    """The best plan with the pair in it. ``cost`` ≥ 0 in micro-units of score, exact when
    ``served_lost`` is 0; ``served_lost`` villages that must be served would go without.

    ``moves`` starts at the village that gets the pair and goes on to whoever must make way.
    """

    problem: Problem
    plan: Plan
    certificate: Certificate
    cost: int
    served_lost: int
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Impossible:
    """No plan has this pair, and why: ``forbidden``, or ``no_room`` beside what is locked."""

    reason: str


def force(problem: Problem, plan: Plan, row: int) -> Forced | Impossible:
    """What it would cost to have candidate ``row`` in an optimal ``plan``, with the proof."""
    if row in plan.chosen():
        return Forced(problem, plan, certify(problem, plan), 0, 0, ())
    if problem.state[row] == State.FORBIDDEN:
        return Impossible("forbidden")
    try:
        changed = problem.with_locked(row)
    except BadProblem:
        return Impossible("no_room")
    steps = _way_around(problem, plan, row)
    if steps is None:
        return Impossible("no_room")
    network = Network(problem)
    network.carry(plan.pairs.tolist())
    network.push(steps)
    forced = solve(changed, start=Plan(network.plan(), plan.prices))
    after = certify(changed, forced)
    score, served = figures(problem, plan)
    return Forced(
        changed,
        forced,
        after,
        score - after.score,
        served - after.must_served,
        _moves(network, steps),
    )


def _way_around(problem: Problem, plan: Plan, row: int) -> list[tuple[int, int]] | None:
    """The forced arc and the cheapest residual way from its head back to its tail."""
    network = Network(problem)
    network.carry(plan.pairs.tolist())
    place = np.flatnonzero(network.rows == row)
    if not len(place):
        return None
    arc = network.first_candidate + int(place[0])
    network.capacity[arc] = 0
    head, tail = int(network.head[arc]), int(network.tail[arc])
    way = network.shortest_to(tail)
    if way.distance[head] >= FAR:
        return None
    return [(arc, 1), *network.steps_from(way.step, head, tail)]


def _moves(network: Network, steps: list[tuple[int, int]]) -> tuple[Move, ...]:
    """The cycle as moves of villages: who gets the pair, who must make way for it, who then gains.

    Read backwards from the pair the cycle tells who makes way, forwards who takes what becomes
    free; where it passes the source or the sink, the two chains part.
    """
    found, parting = _along(network, steps)
    return (found[0], *reversed(found[parting:]), *found[1:parting])


def _along(network: Network, steps: list[tuple[int, int]]) -> tuple[list[Move], int]:
    """The moves of villages in the order of the steps, and how many come before the source or the
    sink. A village that gains a partner and at once loses another makes one move."""
    problem, first = network.problem, network.first_candidate
    found: list[Move] = []
    parting = 1
    for arc, way in steps:
        if not first <= arc < first + len(network.rows):
            if Network.SOURCE in (network.tail[arc], network.head[arc]):
                parting = len(found)
            continue
        row = int(network.rows[arc - first])
        village, partner = int(problem.village[row]), int(problem.partner[row])
        worth = int(problem.worth[row])
        last = found[-1] if found else None
        if way > 0:
            found.append(Move(village, None, partner, worth))
        elif last and last.village == village and last.lost is None:
            found[-1] = Move(village, partner, last.gained, last.change - worth)
        else:
            found.append(Move(village, partner, None, -worth))
    return found, parting


def one_more_slot(problem: Problem, plan: Plan, partner: int) -> Forced:
    """What one more slot of ``partner`` (row) would be worth: ``cost`` is 0 or below, exact.

    ``moves`` starts at the village that takes the new slot and goes on to who takes what it leaves.
    """
    network = _carrying(problem.with_slots(partner, 1), plan)
    steps = _way_through(network, partner)
    moves, _parting = _along(network, steps)
    return _with_more(problem, plan, network, steps, moves)


def one_more_room(problem: Problem, plan: Plan, village: int) -> Forced:
    """What room for one more partner at ``village`` (row) would be worth, as ``one_more_slot``.

    ``moves`` starts at the village and goes on to who must make way for it.
    """
    network = _carrying(problem.with_room(village, 1), plan)
    owed = None if Network(problem).owed[village] else network.owed_arc.get(village)
    steps = _way_through(network, network.first_rest + village if owed is None else owed)
    moves, _parting = _along(network, steps)
    return _with_more(problem, plan, network, steps, moves[::-1])


def _carrying(problem: Problem, plan: Plan) -> Network:
    network = Network(problem)
    network.carry(plan.pairs.tolist())
    return network


def _way_through(network: Network, arc: int) -> list[tuple[int, int]]:
    """The cheapest cycle through the last unit of an arc's capacity, the only one that an optimal
    plan does not know of; nothing where it would better nothing."""
    network.capacity[arc] -= 1
    head, tail = int(network.head[arc]), int(network.tail[arc])
    way = network.shortest_to(tail)
    network.capacity[arc] += 1
    if way.distance[head] >= FAR or way.distance[head] + network.cost[arc] >= 0:
        return []
    return [(arc, 1), *network.steps_from(way.step, head, tail)]


def _with_more(
    problem: Problem,
    plan: Plan,
    network: Network,
    steps: list[tuple[int, int]],
    moves: list[Move],
) -> Forced:
    network.push(steps)
    better = solve(network.problem, start=Plan(network.plan(), plan.prices))
    after = certify(network.problem, better)
    score, served = figures(problem, plan)
    return Forced(
        network.problem,
        better,
        after,
        score - after.score,
        served - after.must_served,
        tuple(moves),
    )


def price_parts(problem: Problem, plan: Plan) -> tuple[Ints, Ints]:
    """(partners,) twice: how many more villages that must be served a further slot would serve,
    and the score that it would add beside them, in micro-units; together the price of an optimal
    ``plan``, whose bonus no reader could take for points."""
    network = _carrying(problem, plan)
    # The same plan is optimal at any larger bonus, so what a price grows by is what it serves.
    network.cost[list(network.owed_arc.values())] -= 1
    served = prices(network) - plan.prices
    return served, plan.prices - served * problem.bonus
