"""The same problem by another hand: a mixed-integer programme for HiGHS' branch and bound.

No network, no prices, no residual paths: the rules as they are written, twice solved. First as many
villages as can be that must be served, then the best score among those plans.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from lianjian.engine.pairing import UNIT, Ints, Problem, State


def best_by_branching(
    problem: Problem, *, forced: int | None = None, more: int | None = None
) -> tuple[int, int] | None:
    """(served villages that must be, score) of the best plan; None where there is no plan.

    ``forced``: a candidate row that must be in; ``more``: a partner row with one more slot.
    """
    rows, must = len(problem), np.flatnonzero(problem.must_serve)
    slots = problem.partner_capacity.copy()
    if more is not None:
        slots[more] += 1
    low, high = np.zeros(rows + len(must)), np.ones(rows + len(must))
    low[:rows][problem.state == State.LOCKED] = 1
    high[:rows][problem.state == State.FORBIDDEN] = 0
    if forced is not None:
        low[forced] = 1
        if high[forced] == 0:
            return None
    rules = _rules(problem, must, slots)
    served = np.concatenate([np.zeros(rows), np.ones(len(must))])
    worth = np.concatenate([problem.worth.astype(float), np.zeros(len(must))])
    first = _solved(served, low, high, rules)
    if first is None:
        return None
    most = int(first[rows:].sum())
    floor = LinearConstraint(csr_array(served[None, :]), lb=most)
    second = _solved(worth, low, high, [*rules, floor])
    assert second is not None
    chosen = second[:rows].astype(bool)
    return most, int(problem.worth[chosen].sum())


def best_at_once(problem: Problem) -> int:
    """The value of the best plan, bonus and all, from one programme; in micro-units."""
    rows, must = len(problem), np.flatnonzero(problem.must_serve)
    low, high = np.zeros(rows + len(must)), np.ones(rows + len(must))
    low[:rows][problem.state == State.LOCKED] = 1
    high[:rows][problem.state == State.FORBIDDEN] = 0
    gain = np.concatenate([problem.worth, np.full(len(must), problem.bonus)])
    chosen = _solved(gain / UNIT, low, high, _rules(problem, must, problem.partner_capacity))
    assert chosen is not None
    return int((gain * chosen).sum())


def _rules(problem: Problem, must: Ints, slots: Ints) -> list[LinearConstraint]:
    """Capacity, span and kind, and that a village counts as served only with a partner."""
    rows, width = len(problem), len(problem) + len(must)
    v, p, k = len(problem.village_id), len(problem.partner_id), max(1, len(problem.kinds))
    each = np.arange(rows)

    def at_most(group: Ints, count: int, most: Ints) -> LinearConstraint:
        table = csr_array(coo_array((np.ones(rows), (group, each)), shape=(count, width)))
        return LinearConstraint(table, ub=most.astype(float))

    kind = problem.kind[problem.partner]
    caps: Ints = np.tile(problem.kind_cap, v) if len(problem.kinds) else np.zeros(v, dtype=np.int64)
    counted = np.zeros((len(must), width))
    counted[np.arange(len(must)), rows + np.arange(len(must))] = 1
    for n, village in enumerate(must.tolist()):
        counted[n, :rows][problem.village == village] = -1
    return [
        at_most(problem.village, v, problem.village_capacity),
        at_most(problem.partner, p, slots),
        at_most(problem.village * k + kind, v * k, caps),
        *([LinearConstraint(csr_array(counted), ub=0)] if len(must) else []),
    ]


def _solved(
    gain: np.ndarray[tuple[int], np.dtype[np.float64]],
    low: np.ndarray[tuple[int], np.dtype[np.float64]],
    high: np.ndarray[tuple[int], np.dtype[np.float64]],
    rules: list[LinearConstraint],
) -> Ints | None:
    if not len(gain):
        return np.zeros(0, dtype=np.int64)
    found = milp(
        -gain,
        integrality=np.ones(len(gain)),
        bounds=Bounds(low, high),
        constraints=rules,
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None else np.rint(found.x).astype(np.int64)
