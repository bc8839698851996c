"""Which of all possible pairs go to the solver, and the proof that the others do not matter.

A county has 130,000 pairs of a village and a partner; a plan uses a few hundred. The solver gets
the best of each village and of each partner. At the prices of its plan every pair that was left
out is looked at: one that could better the plan is taken in and the plan made anew. When none is
left, the plan is the best one among *all* pairs, not only among those the solver saw.
"""

from __future__ import annotations

import numpy as np

from .caps import Surcharge
from .plan import Plan
from .problem import Problem
from .tables import Bools, Ints, State


def nearest(
    score: Ints,
    allowed: Bools,
    always: Bools,
    *,
    per_village: int,
    per_partner: int,
) -> Bools:
    """(villages, partners): the pairs to begin with: the best of each village and each partner,
    and what must ``always`` be among them. ``allowed`` are the pairs that can be at all."""
    ranked = np.where(allowed, score, -1)
    chosen = always & allowed
    for axis, most in ((1, per_village), (0, per_partner)):
        size = score.shape[axis]
        if most < 1:
            continue
        if size <= most:
            chosen = chosen | allowed
            continue
        bar = np.partition(ranked, size - most, axis=axis).take([size - most], axis=axis)
        # Above the bar, and then of those at the bar the first ones, so that ties have one answer.
        above = ranked > bar
        level = (ranked == bar) & allowed
        room = most - above.sum(axis=axis, keepdims=True)
        chosen = chosen | (above & allowed) | (level & (level.cumsum(axis=axis) <= room))
    return chosen


def overlooked(problem: Problem, plan: Plan, score: Ints, left_out: Bools) -> Bools:
    """(villages, partners): the pairs ``left_out`` that could better an optimal plan.

    ``score`` and ``left_out`` have the villages and partners in the rows of ``problem``. A pair
    matters if at the plan's prices it beats what it would have to replace: the weakest of its own
    kind where the village has its fill of that kind, the weakest of all where the village is
    full, else nothing at all.
    """
    locked = problem.partner[problem.locked()]
    slots = problem.partner_capacity - np.bincount(locked, minlength=len(problem.partner_id))
    net = score - plan.prices[None, :] - _surcharges(problem, plan)
    beats = net > _bars(problem, plan)[:, problem.kind]
    return np.asarray(left_out & beats & (slots > 0)[None, :])


def _surcharges(problem: Problem, plan: Plan) -> Ints:
    """(villages, partners): what a pair pays to the caps that count it; (1, 1) without caps."""
    if not problem.caps:
        return np.zeros((1, 1), dtype=np.int64)
    sizes = len(problem.village_id), len(problem.partner_id)
    village, partner = np.indices(sizes)
    return Surcharge(problem.caps, plan.cap_prices, *sizes).of(village, partner)


_NEVER, _ALWAYS = np.int64(2**62), np.int64(-(2**62))


def _bars(problem: Problem, plan: Plan) -> Ints:
    """(villages, kinds): what a further pair of that kind must be worth, net, to be of use."""
    rows = plan.pairs
    village, kind = problem.village[rows], problem.kind[problem.partner[rows]]
    net = problem.worth[rows] - plan.prices[problem.partner[rows]]
    if problem.caps:
        net = net - _surcharges(problem, plan)[village, problem.partner[rows]]
    # What is locked cannot make way.
    net = np.where(problem.state[rows] == State.LOCKED, _NEVER, net)
    size = (len(problem.village_id), max(1, len(problem.kinds)))
    held, weakest = np.zeros(size, dtype=np.int64), np.full(size, _NEVER, dtype=np.int64)
    np.add.at(held, (village, kind), 1)
    np.minimum.at(weakest, (village, kind), net)
    count = held.sum(axis=1)
    full = count >= problem.village_capacity
    cap = problem.kind_cap if len(problem.kinds) else np.ones(1, dtype=np.int64)
    no_more = held >= cap[None, :]
    least = weakest.min(axis=1, initial=_NEVER)
    # A village that must be served takes anybody as its first, and its only one may be a burden.
    first = np.where(count == 0, _ALWAYS, np.where(count == 1, np.minimum(least, 0), 0))
    bars = np.where(full, least, np.where(problem.must_serve, first, 0))[:, None]
    return np.where(no_more, weakest, np.broadcast_to(bars, size))
