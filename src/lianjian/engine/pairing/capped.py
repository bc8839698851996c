"""Plans under rules on groups: nested ones exactly, crossing ones as near as can be proven."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .branching import branched
from .caps import families
from .grouped import solve_grouped
from .plan import Plan
from .problem import Problem
from .progress import Step, Watch
from .tables import Ints, State


def solve_capped(problem: Problem, start: Plan | None, watch: Watch, gap: float | Fraction) -> Plan:
    """An optimal plan with its lowest prices where the caps are nested. Where they cross, or where
    it was stopped, a plan that is allowed, whose certificate has its true gap."""
    nested = families(problem.caps, len(problem.village_id), len(problem.partner_id))
    if nested is None:
        watch(Step("branching", 0, len(problem)))
        return branched(problem, float(gap))
    plan, ended = solve_grouped(problem, nested, start, watch, gap)
    return plan if ended else fitted(problem, plan)


def fitted(problem: Problem, plan: Plan) -> Plan:
    """The plan without the least of what is more than its caps let in."""
    pairs = plan.pairs
    for n, cap in enumerate(problem.caps):
        over = int(problem.counted(pairs)[n]) - cap.most
        if over > 0:
            inside = pairs[cap.holds(problem.village[pairs], problem.partner[pairs])]
            inside = inside[problem.state[inside] == State.FREE]
            losses = _losses(problem, pairs, inside)
            gone = inside[np.argsort(losses, kind="stable")[:over]]
            pairs = np.setdiff1d(pairs, gone)
    return Plan(pairs, plan.prices, plan.cap_prices)


def _losses(problem: Problem, pairs: Ints, some: Ints) -> Ints:
    """What a plan loses with each of some of its pairs; a village's only one may serve it."""
    held = np.bincount(problem.village[pairs], minlength=len(problem.village_id))
    village = problem.village[some]
    alone = problem.must_serve[village] & (held[village] == 1)
    return np.asarray(problem.worth[some] + alone * np.int64(problem.bonus))
