"""Plans under caps that cross: a whole-number programme for HiGHS, and the gap that is proven.

One kind within a township crosses the villages' own rules, so the best prices may leave a gap that
no plan closes. HiGHS' branch and bound finds the plan; the prices of the relaxed programme, rounded
to whole micro-units, prove how near to the best it is. Nothing rests on a floating-point number but
speed: the certificate reckons value and bound anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, vstack

from .plan import Plan
from .problem import Problem
from .tables import LARGEST, UNIT, Ints, State

Floats = NDArray[np.float64]


class UnsolvedError(RuntimeError):
    """HiGHS gave no plan, and says why."""


@dataclass(frozen=True)
class Programme:
    """Maximise ``gain · x`` with ``table @ x ≤ most`` and ``low ≤ x ≤ high``.

    Columns: candidates; villages that must be served; the leasts of caps. Rows: villages; places of
    a kind; ``partners`` from there on; ``caps``, their most; served villages; ``leasts``.
    """

    table: csr_array
    most: Floats
    low: Floats
    high: Floats
    worth: Floats
    reward: Floats
    partners: int
    caps: int
    leasts: int


def branched(problem: Problem, gap: float = 0.0) -> Plan:
    """A plan, at most ``gap`` (a share) worse than the best by HiGHS' own account, and prices that
    prove what can be proven. Raises UnsolvedError where HiGHS gives up."""
    programme = _written(problem)
    every = LinearConstraint(programme.table, ub=programme.most)
    rules = [every]
    if programme.reward.any():
        first = _best(programme, programme.reward, rules, 0.0)
        served = round(float(programme.reward @ first))
        rules.append(LinearConstraint(csr_array(programme.reward[None, :]), lb=served))
    found = _best(programme, programme.worth, rules, gap)
    pairs = np.flatnonzero(found[: len(problem)] > 0.5)
    prices, cap_prices = _prices(problem, programme)
    return Plan(pairs, prices, cap_prices)


def _written(problem: Problem) -> Programme:
    rows, must = len(problem), np.flatnonzero(problem.must_serve)
    leasts = [n for n, cap in enumerate(problem.caps) if cap.least]
    width = rows + len(must) + len(leasts)
    villages, partners = len(problem.village_id), len(problem.partner_id)
    kinds, each = max(1, len(problem.kinds)), np.arange(rows)
    node, place = np.unique(
        problem.village.astype(np.int64) * kinds + problem.kind[problem.partner],
        return_inverse=True,
    )
    inside = [np.flatnonzero(cap.holds(problem.village, problem.partner)) for cap in problem.caps]
    asked = np.full(villages, -1, dtype=np.int64)
    asked[must] = np.arange(len(must))
    of_must = np.flatnonzero(asked[problem.village] >= 0)
    parts = [
        _rows(problem.village, each, villages, width),
        _rows(place, each, len(node), width),
        _rows(problem.partner, each, partners, width),
        _rows(_names(inside), _joined(inside), len(inside), width),
        _minus(asked[problem.village[of_must]], of_must, rows, len(must), width),
        _minus(
            _names([inside[n] for n in leasts]),
            _joined([inside[n] for n in leasts]),
            rows + len(must),
            len(leasts),
            width,
        ),
    ]
    begins = np.cumsum([part.shape[0] for part in parts])
    high = np.ones(width)
    high[rows + len(must) :] = [problem.caps[n].least for n in leasts]
    low = np.zeros(width)
    low[:rows][problem.state == State.LOCKED] = 1
    high[:rows][problem.state == State.FORBIDDEN] = 0
    worth = np.zeros(width)
    worth[:rows] = problem.worth / UNIT
    reward = np.zeros(width)
    reward[rows:] = 1
    most = [
        problem.village_capacity,
        problem.kind_cap[node % kinds] if len(problem.kinds) else np.zeros(0),
        problem.partner_capacity,
        [cap.most for cap in problem.caps],
        np.zeros(len(must)),
        np.zeros(len(leasts)),
    ]
    bounds = np.concatenate(most).astype(float)
    # A row of no limit is no rule; HiGHS takes large numbers for infinite ones badly.
    bounds[bounds >= LARGEST] = np.inf
    return Programme(
        csr_array(vstack(parts)),
        bounds,
        low,
        high,
        worth,
        reward,
        int(begins[1]),
        int(begins[2]),
        int(begins[4]),
    )


def _names(groups: list[Any]) -> Ints:
    return np.repeat(np.arange(len(groups)), [len(group) for group in groups])


def _joined(groups: list[Any]) -> Ints:
    return np.concatenate([*groups, np.zeros(0, dtype=np.int64)]).astype(np.int64)


def _rows(row: Ints, column: Ints, count: int, width: int) -> coo_array:
    return coo_array((np.ones(len(row)), (row, column)), shape=(count, width))


def _minus(row: Ints, column: Ints, first: int, count: int, width: int) -> coo_array:
    """Rows that say: the column ``first + row`` counts only what these columns hold."""
    own = np.arange(count)
    return coo_array(
        (
            np.concatenate([-np.ones(len(row)), np.ones(count)]),
            (np.concatenate([row, own]), np.concatenate([column, first + own])),
        ),
        shape=(count, width),
    )


def _best(programme: Programme, gain: Floats, rules: list[LinearConstraint], gap: float) -> Floats:
    if not len(gain):
        return np.zeros(0)
    found = milp(
        -gain,
        integrality=np.ones(len(gain)),
        bounds=Bounds(programme.low, programme.high),
        constraints=rules,
        options={"mip_rel_gap": gap},
    )
    if found.x is None:
        raise UnsolvedError(str(found.message))
    return np.asarray(found.x)


def _prices(problem: Problem, programme: Programme) -> tuple[Ints, Ints]:
    """Of partners and of caps: what the relaxed programme would pay for one more of each."""
    none = (
        np.zeros(len(problem.partner_id), dtype=np.int64),
        np.zeros(len(problem.caps), dtype=np.int64),
    )
    if not len(programme.worth):
        return none
    relaxed = linprog(
        -(programme.worth + programme.reward * (problem.bonus / UNIT)),
        A_ub=programme.table,
        b_ub=np.where(np.isinf(programme.most), LARGEST, programme.most),
        bounds=np.column_stack([programme.low, programme.high]),
        method="highs",
    )
    if relaxed.x is None:
        return none
    paid = np.rint(-relaxed.ineqlin.marginals * UNIT).astype(np.int64)
    prices = paid[programme.partners : programme.partners + len(problem.partner_id)]
    caps = paid[programme.caps : programme.caps + len(problem.caps)].copy()
    leasts = [n for n, cap in enumerate(problem.caps) if cap.least]
    caps[leasts] -= paid[programme.leasts :][: len(leasts)]
    return np.maximum(0, prices), caps
