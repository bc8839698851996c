"""What a plan does for whom: figures about the whole, never a list of who stands where.

Coverage, villages that must be served, how the scores are spread, what it costs to put the weak
first, and how many would rather leave. All exact, from the problem as it was posed, with every pair
that could be in a plan (``instance.among_all``), wherever the tables are small enough to be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    return in_steps(problem.score[plan.pairs], SPREAD)


def in_steps(scores: engine.Ints, steps: int) -> list[int]:
    """How many scores lie in each of so many equal steps of the scale, the lowest step first."""
    found = np.minimum(scores.astype(np.int64) * steps // engine.UNIT, steps - 1)
    return [int(count) for count in np.bincount(found, minlength=steps)]


def weak_first(problem: engine.Problem, plan: engine.Plan) -> int:
    """What serving the weak first costs: the score of the best plan without that rule, less the
    score of this one; micro-units, 0 where the rule changes nothing."""
    if not problem.must_serve.any():
        return 0
    free = problem.without_must_serve()
    best = engine.solve(free, start=plan)
    return int(problem.worth[best.pairs].sum() - problem.worth[plan.pairs].sum())


def leaving(problem: engine.Problem, plan: engine.Plan) -> int:
    """How many villages would rather leave (``leaving_pairs``). A plan of the greatest sum may ask
    this of some; the page says of how many."""
    return len(np.unique(problem.village[leaving_pairs(problem, plan).rows]))


ROOM = -1
"""Let go for another: nothing, for there is a place left."""


@dataclass(frozen=True)
class Leaving:
    """Pairs that would rather have each other: their ``rows`` in the problem, and the worth of what
    the village and the partner would each let go for it (``ROOM``: nothing); micro-units."""

    rows: engine.Ints
    village_lets_go: engine.Ints
    partner_lets_go: engine.Ints


def leaving_pairs(problem: engine.Problem, plan: engine.Plan) -> Leaving:
    """The pairs of a village and a partner who would rather leave for each other: free, not in the
    plan, and worth more to both than the weakest that they hold (or than nothing, where they have
    room). A village that has its fill of the partner's kind would let the weakest of it go; where a
    group has its fill, one of the two must let a pair of it go."""
    held, kinds = plan.pairs, len(problem.kinds)
    village, partner, worth = problem.village[held], problem.partner[held], problem.worth[held]
    place = village * kinds + problem.kind[partner]
    of_village = _weakest(village, worth, problem.village_capacity)
    of_partner = _weakest(partner, worth, problem.partner_capacity)
    of_kind = _weakest(place, worth, np.tile(problem.kind_cap, len(problem.village_id)))
    free = problem.state == engine.State.FREE
    free[held] = False
    rows = np.flatnonzero(free)
    village, partner = problem.village[rows], problem.partner[rows]
    same_kind = of_kind[village * kinds + problem.kind[partner]]
    goes = np.where(same_kind == ROOM, of_village[village], same_kind), of_partner[partner]
    # The last two are what ROOM and NEVER_ANY point to.
    lets_go = [np.append(worth, [_UNHEARD, ROOM])[one] for one in goes]
    rather = np.flatnonzero(problem.worth[rows] > np.maximum(0, np.maximum(*lets_go)))
    for cap in problem.caps:
        counted = np.append(cap.holds(problem.village[held], problem.partner[held]), [False, False])
        if counted.sum() == cap.most:
            fits = ~cap.holds(village[rather], partner[rather])
            fits |= counted[goes[0][rather]] | counted[goes[1][rather]]
            rather = rather[fits]
    return Leaving(rows[rather], *(one[rather] for one in lets_go))


NEVER_ANY = -2
_UNHEARD = 2**62


def _weakest(owner: engine.Ints, worth: engine.Ints, places: engine.Ints) -> engine.Ints:
    """(owners,): which of the pairs is the least that each holds who has no place left
    (``NEVER_ANY`` for who never had one), else ``ROOM``. ``owner`` and ``worth`` have an entry for
    each pair that is held."""
    order = np.lexsort((worth, owner))
    first = order[np.flatnonzero(np.diff(owner[order], prepend=-1))]
    least = np.full(len(places), NEVER_ANY, dtype=np.int64)
    least[owner[first]] = first
    return np.where(np.bincount(owner, minlength=len(places)) >= places, least, ROOM)
