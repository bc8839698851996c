"""The worst-off first: first partners given out so that nobody's is worse than it need be.

Every village's first partner is looked at, in steps of the score. As many villages as can be get
one at all, those that must be served before the others; then as many as can be one above the first
step; then above the second, and so on (lexicographic max-min; Burkard, Dell'Amico, Martello:
Assignment Problems, 6.3). Among all such choices the one with the highest sum is taken. What is
left of room is then filled by score, as ever.

Each count is a pairing problem of its own, in which a pair is worth 1 or nothing. Its prices say
what every best answer has in common (complementary slackness), and that is kept for the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .caps import Cap
from .plan import Plan
from .problem import Problem
from .solver import solve
from .tables import UNIT, BadProblem, Bools, Ints, State

STEPS = 20
"""Into so many equal steps the scores are divided: what differs by less is equally good."""


@dataclass(frozen=True)
class _Face:
    """What all best answers so far have in common: the pairs they choose from (rows of the
    problem), villages that have one of them, partners that are full. ``chosen`` are the rows of one
    of these answers: the next is not far from it."""

    rows: Ints
    villages: Bools
    partners: Bools
    chosen: Ints


def worst_off_first(problem: Problem, steps: int = STEPS) -> Problem:
    """The problem with those first partners locked in; its plan is the answer. A village with a
    locked pair has its first partner already. Raises BadProblem where there are rules on groups."""
    if problem.caps:
        raise BadProblem("rules", None, "the worst-off first is not known under rules on groups")
    rows = first_partners(problem, steps)
    state = problem.state.copy()
    state[rows] = State.LOCKED
    return replace(problem, state=state)


def first_partners(problem: Problem, steps: int = STEPS) -> Ints:
    """The rows of the first partners, ascending."""
    face = _everything(problem)
    step = problem.score.astype(np.int64) * steps // UNIT
    must = problem.must_serve[problem.village]
    for counts in (must, np.ones_like(must)):
        face = _narrowed(problem, face, counts * np.int32(UNIT))
    for least in range(1, steps + 1):
        above = step >= least
        # Where all pairs count, as many as can be are chosen already.
        if above[face.rows].any() and not above[face.rows].all():
            face = _narrowed(problem, face, above * np.int32(UNIT))
    return np.sort(_narrowed(problem, face, problem.score).chosen)


def _everything(problem: Problem) -> _Face:
    """Free pairs of villages that have room and no partner yet."""
    locked = problem.locked()
    held = np.bincount(problem.village[locked], minlength=len(problem.village_id))
    begins = (held == 0) & (problem.village_capacity > 0)
    may = (problem.state == State.FREE) & begins[problem.village]
    may &= problem.kind_cap[problem.kind[problem.partner]] > 0
    return _Face(
        np.flatnonzero(may),
        np.zeros(len(problem.village_id), dtype=np.bool_),
        np.zeros(len(problem.partner_id), dtype=np.bool_),
        np.zeros(0, dtype=np.int64),
    )


def _narrowed(problem: Problem, face: _Face, worth: Ints) -> _Face:
    """The best answers of a face by this worth of the problem's pairs."""
    slots = problem.partner_capacity - np.bincount(
        problem.partner[problem.locked()], minlength=len(problem.partner_id)
    )
    full = np.flatnonzero(face.partners)
    part = replace(
        problem,
        village_capacity=np.ones_like(problem.village_capacity),
        partner_capacity=slots,
        must_serve=face.villages,
        village=problem.village[face.rows],
        partner=problem.partner[face.rows],
        score=worth[face.rows],
        state=np.zeros(len(face.rows), dtype=np.int8),
        keep=np.zeros(len(face.rows), dtype=np.int32),
        kind_cap=np.ones_like(problem.kind_cap),
        caps=tuple(
            Cap(f"{j:09}", None, np.array([j]), int(slots[j]), int(slots[j])) for j in full.tolist()
        ),
    )
    start = None
    if len(face.chosen):
        no_prices = np.zeros(len(slots), dtype=np.int64)
        start = Plan(np.searchsorted(face.rows, face.chosen), no_prices)
    plan = solve(part, start=start)
    paid = plan.prices.copy()
    paid[full] += plan.cap_prices
    net = part.score - paid[part.partner]
    best = np.where(face.villages, np.iinfo(np.int64).min, 0)
    np.maximum.at(best, part.village, net)
    tight = net == best[part.village]
    return _Face(
        face.rows[tight],
        face.villages | (best > 0),
        face.partners | (paid > 0),
        face.rows[plan.pairs],
    )
