"""What a plan does for whom: figures about the whole, never a list of who stands where.

Coverage, villages that must be served, how the scores are spread, what it costs to put the weak
first, and how many would rather leave. All exact, from the problem as it was posed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lianjian.engine import pairing as engine

SPREAD = 5
"""Into so many equal steps the scores of the pairs are spread: 0–20 %, … 80–100 %."""


def of(problem: engine.Problem, plan: engine.Plan) -> dict[str, Any]:
    """{villages, reached, spread, weak_first, leaving}: see the functions below.

    ``villages`` with room, ``reached`` of them by the plan; ``spread`` how many pairs score in
    each fifth; ``weak_first`` micro-units of score that serving the weak first costs the others;
    ``leaving`` how many villages would rather leave.
    """
    room = problem.village_capacity > 0
    held = np.bincount(problem.village[plan.pairs], minlength=len(problem.village_id))
    return {
        "villages": int(room.sum()),
        "reached": int((held > 0).sum()),
        "spread": spread(problem, plan),
        "weak_first": weak_first(problem, plan),
        "leaving": leaving(problem, plan),
    }


def spread(problem: engine.Problem, plan: engine.Plan) -> list[int]:
    """How many pairs of a plan score in each fifth of the scale."""
    steps = problem.score[plan.pairs] * SPREAD // engine.UNIT
    counted = np.bincount(np.minimum(steps, SPREAD - 1), minlength=SPREAD)
    return [int(count) for count in counted]


def weak_first(problem: engine.Problem, plan: engine.Plan) -> int:
    """What serving the weak first costs: the score of the best plan without that rule, less the
    score of this one; micro-units, 0 where the rule changes nothing."""
    if not problem.must_serve.any():
        return 0
    free = problem.without_must_serve()
    best = engine.solve(free, start=plan)
    return int(problem.worth[best.pairs].sum() - problem.worth[plan.pairs].sum())


def leaving(problem: engine.Problem, plan: engine.Plan) -> int:
    """How many villages would rather leave: there is a partner with whom they would score more
    than with the weakest they hold (or have room for), and who would score more with them too
    (or has room). A plan of the greatest sum may ask this of some; the page says of how many."""
    worth, rows = problem.worth, plan.pairs
    size = (len(problem.village_id), len(problem.kinds) or 1)
    village, partner = problem.village[rows], problem.partner[rows]
    kind = problem.kind[partner]
    count = np.bincount(village, minlength=size[0])
    weakest = _least(village, worth[rows], size[0])
    weakest_of_kind = np.full(size, _NEVER, dtype=np.int64)
    np.minimum.at(weakest_of_kind, (village, kind), worth[rows])
    of_kind = np.zeros(size, dtype=np.int64)
    np.add.at(of_kind, (village, kind), 1)
    bar = np.where(count >= problem.village_capacity, weakest, 0)
    theirs = np.bincount(partner, minlength=len(problem.partner_id))
    partner_bar = np.where(
        theirs >= problem.partner_capacity,
        _least(partner, worth[rows], len(problem.partner_id)),
        0,
    )
    free = problem.state == engine.State.FREE
    free[rows] = False
    v, p = problem.village[free], problem.partner[free]
    t = problem.kind[p]
    full_of_kind = of_kind[v, t] >= problem.kind_cap[t]
    village_gains = worth[free] > np.where(full_of_kind, weakest_of_kind[v, t], bar[v])
    partner_gains = worth[free] > partner_bar[p]
    return len(np.unique(v[village_gains & partner_gains]))


_NEVER = np.int64(2**62)


def _least(owner: engine.Ints, worth: engine.Ints, owners: int) -> engine.Ints:
    """(owners,): the least worth that each holds; out of reach for one who holds nothing."""
    least = np.full(owners, _NEVER, dtype=np.int64)
    np.minimum.at(least, owner, worth)
    return least
