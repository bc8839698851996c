"""Compile the kernels, so that nobody waits for it at a first round: ``python -m
lianjian.engine.pairing.prepare``.

``./up`` and ``./check`` do it once after each change of the engine. Where it was not done, the
first round after an update is some 20 seconds late, and nothing else happens.
"""

from __future__ import annotations

from .caps import Caps
from .explain import force, one_more_room, one_more_slot, price_parts
from .leximin import worst_off_first
from .problem import Problem
from .solver import solve
from .tables import Candidates, Partners, Villages


def prepare() -> None:
    """Ask the engine everything once, of two villages and three partners."""
    for span in (1, 5):
        tables = (
            Villages(["a", "b"], [2, 1], [True, False]),
            Partners(["p", "q", "r"], ["x", "x", "y"], [span, span, span]),
            Candidates(["a", "a", "a", "b", "b"], ["p", "q", "r", "p", "q"], [9, 8, 7, 9, 2]),
        )
        problem = Problem.of(*tables)
        plan = solve(problem)
        for row in range(len(problem)):
            force(problem, plan, row)
        one_more_slot(problem, plan, 0)
        one_more_room(problem, plan, 1)
        price_parts(problem, plan)
        solve(worst_off_first(problem))
        caps = Caps(["c", "d"], [["a"], None], [None, ["p"]], [0, 1], [1, None])
        solve(Problem.of(*tables, caps=caps))


if __name__ == "__main__":
    prepare()
