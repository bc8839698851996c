"""Find an optimal plan and the prices that prove it.

HiGHS solves the linear programme, whose vertices are whole plans because the constraints are
laminar. Its floating-point answer is only a *first plan*: exactness is made in integers, by
cancelling every improving cycle that is left (as a rule none) and by reading the prices off the
shortest distances in the residual network. So the bonus may outgrow a double and nothing is lost.
"""

from __future__ import annotations

import numpy as np

from lianjian.engine.pairing.plan import Plan
from lianjian.engine.pairing.problem import Problem
from lianjian.engine.pairing.tables import UNIT, Ints

from .network import FAR, NegativeCycle, Network


def solve(problem: Problem, *, start: Plan | None = None) -> Plan:
    """An optimal plan, the same for the same tables in any order of rows.

    ``start`` is any plan to begin from instead of the linear programme, good or bad: a re-solve
    after a small change stays near it.
    """
    network = Network(problem)
    network.carry(start.pairs.tolist() if start is not None else first_plan(network))
    lowest = prices(network)
    return Plan(network.plan(), lowest)


def prices(network: Network) -> Ints:
    """Cancel improving cycles until there are none; give the prices that show there are none."""
    while True:
        try:
            distance = network.shortest_to(Network.SOURCE).distance
        except NegativeCycle as cycle:
            network.push(cycle.steps)
        else:
            gain = -distance[network.partners]
            return np.where((distance[network.partners] < FAR) & (gain > 0), gain, 0)


def first_plan(network: Network) -> list[int]:
    """The vertex at which HiGHS' dual simplex stops, rounded. One thread, no chance."""
    # Here and not above: a program that solves nothing need not wait for it.
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    problem, rows = network.problem, network.rows
    m = len(rows)
    if m == 0:
        return []
    owed = np.flatnonzero(network.owed)
    village, partner, kind = problem.village[rows], problem.partner[rows], network.kind_node
    v, p, k = len(problem.village_id), len(problem.partner_id), len(network.kind_village)
    x, z = np.arange(m), m + np.arange(len(owed))
    at = np.concatenate([village, v + partner, v + p + kind])
    served = np.full(v, -1, dtype=np.int64)
    served[owed] = v + p + k + np.arange(len(owed))
    mine = np.flatnonzero(served[village] >= 0)
    table = coo_array(
        (
            np.concatenate([np.ones(3 * m), -np.ones(len(mine)), np.ones(len(owed))]),
            (
                np.concatenate([at, served[village[mine]], served[owed]]),
                np.concatenate([x, x, x, mine, z]),
            ),
        ),
        shape=(v + p + k + len(owed), m + len(owed)),
    ).tocsr()
    found = linprog(
        -np.concatenate([problem.worth[rows], np.full(len(owed), problem.bonus)]) / UNIT,
        A_ub=table,
        b_ub=np.concatenate(
            [network.room, network.slots, network.kind_left, np.zeros(len(owed))]
        ).astype(float),
        bounds=(0, 1),
        method="highs-ds",
    )
    # A solver that gives up leaves the whole work to the integers: slower, never wrong.
    return [] if found.x is None else rows[found.x[:m] > 0.5].tolist()
