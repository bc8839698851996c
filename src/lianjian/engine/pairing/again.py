"""Why not that one, under rules on groups: the problem solved again with it, and what differs.

Where caps tie groups together the way around a forced pair is no longer a chain of two short
searches (explain.py), so the whole is solved anew. Where caps cross, a cost is the difference of
two plans that are each proven within their own gap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .answers import Forced, Move
from .caps import families
from .certificate import Certificate, certify, figures, filled_of
from .grouped import Grouped
from .plan import Plan
from .problem import Problem
from .solver import settle, solve
from .tables import Ints


def solved_again(problem: Problem, plan: Plan, changed: Problem, village: int | None) -> Forced:
    """The best plan of a changed problem beside ``plan``; the moves begin at a village, if any."""
    better = solve(changed)
    after = certify(changed, better)
    score, served = figures(problem, plan)
    return Forced(
        changed,
        better,
        after,
        score - after.score,
        served - after.must_served,
        moves(problem, plan.pairs, better.pairs, village),
        _least_lost(problem, plan, after),
    )


def _least_lost(problem: Problem, plan: Plan, after: Certificate) -> int:
    return filled_of(problem, plan.pairs) - after.least_filled


def moves(problem: Problem, before: Ints, after: Ints, village: int | None) -> tuple[Move, ...]:
    """What differs between two plans (rows), a village at a time: from ``village`` on, whoever lost
    a partner to the one before comes next, as far as that goes."""
    lost, gained = (
        _by_village(problem, np.setdiff1d(one, other))
        for one, other in ((before, after), (after, before))
    )
    waiting = sorted({*lost, *gained})
    found: list[Move] = []
    at = village if village in waiting else None
    while waiting:
        here = waiting[0] if at is None else at
        waiting.remove(here)
        found += _swaps(problem, here, lost.get(here, []), gained.get(here, []))
        got = {problem.partner[row] for row in gained.get(here, [])}
        at = next(
            (i for i in waiting if any(problem.partner[r] in got for r in lost.get(i, []))), None
        )
    return tuple(found)


def _by_village(problem: Problem, rows: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in rows.tolist():
        found.setdefault(int(problem.village[row]), []).append(row)
    return found


def _swaps(
    problem: Problem, village: int, lost: Sequence[int], gained: Sequence[int]
) -> list[Move]:
    """Each partner gained in place of one lost, of its own kind where there is one."""
    left = list(lost)
    found = []
    for new in gained:
        kind = problem.kind[problem.partner[new]]
        old = next((row for row in left if problem.kind[problem.partner[row]] == kind), None)
        if old is None and left:
            old = left[0]
        if old is not None:
            left.remove(old)
        found.append(_move(problem, village, old, new))
    return [*found, *(_move(problem, village, old, None) for old in left)]


def _move(problem: Problem, village: int, old: int | None, new: int | None) -> Move:
    change = (0 if new is None else int(problem.worth[new])) - (
        0 if old is None else int(problem.worth[old])
    )
    return Move(
        village,
        None if old is None else int(problem.partner[old]),
        None if new is None else int(problem.partner[new]),
        change,
    )


def capped_price_parts(problem: Problem, plan: Plan) -> tuple[Ints, Ints]:
    """As ``explain.price_parts``. Where caps cross, a price is no more than a bound, and what it
    serves is its nearest whole number of bonuses."""
    nested = families(problem.caps, len(problem.village_id), len(problem.partner_id))
    if nested is None:
        served = np.rint(plan.prices / problem.bonus).astype(np.int64)
        return served, plan.prices - served * problem.bonus
    grouped = Grouped.of(problem, nested, settle(problem))
    grouped.put_right()
    before = grouped.plan().prices
    grouped.dearer()
    grouped.put_right()
    served = grouped.plan().prices - before
    return served, plan.prices - served * problem.bonus
