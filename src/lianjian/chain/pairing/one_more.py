"""What would one more place be worth? The exact answer for any participant of a solved round.

The price of a partner's place is what the proof says: no further place of it is worth more. Whoever
asks gets the round solved again with the place, among all its pairs, and proven (M29).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianjian.engine import pairing as engine

from . import instance
from .models import Participant, Solution
from .names import Named
from .why_not import Step, points, steps_of


@dataclass(frozen=True)
class Worth:
    """``served`` more villages that must be served, ``filled`` more places that partners should
    have at least, and beside them ``score`` micro-units. A bound cannot tell the first two apart
    where a round has both; it says their sum as ``filled``."""

    served: int
    score: int
    filled: int = 0

    def __bool__(self) -> bool:
        return bool(self.served or self.filled or self.score)

    @property
    def points(self) -> str:
        return points(self.score, signed=bool(self.served or self.filled))


@dataclass(frozen=True)
class Answer:
    """One more place at a participant. ``exact`` is None where it took no part in that draft;
    ``bound`` where no price bounds it; ``everywhere``: whether all pairs were looked at."""

    places: int = 0
    exact: Worth | None = None
    bound: Worth | None = None
    steps: tuple[Step, ...] = ()
    proven: bool = False
    everywhere: bool = False

    @property
    def total(self) -> str:
        return points(self.exact.score if self.exact else 0, signed=True)


def bounds(solution: Solution) -> dict[int, Worth]:
    """{partner branch: the most that one more place of it can be worth}, by the prices.

    A partner without a place is left out, unless all its pairs were candidates: its other pairs
    were never held against a price.
    """
    if solution.is_wide:
        return _bounds_of_wide(solution)
    problem, plan, _certificate = instance.stored(solution)
    served, score = (part.tolist() for part in engine.price_parts(problem, plan))
    leasts = any(cap.least for cap in problem.caps)
    field = instance.field_of(solution)
    whole = set[int]()
    if field is not None:
        missed = np.asarray(field.allowed & ~field.chosen).any(axis=0)
        whole = {field.grid.partners[column] for column in np.flatnonzero(~missed).tolist()}
    locked = np.bincount(problem.partner[problem.locked()], minlength=len(problem.partner_id))
    free = (problem.partner_capacity > locked).tolist()
    return {
        partner: Worth(0, score[row], served[row]) if leasts else Worth(served[row], score[row])
        for row, partner in enumerate(problem.partner_id)
        if partner in whole or free[row]
    }


def _bounds_of_wide(solution: Solution) -> dict[int, Worth]:
    """The same from what is kept with a wide round's draft, without its million candidates. What a
    price serves is its nearest whole number of bonuses: what moves along a chain is less than half
    of all that all villages could gain."""
    posed = solution.instance
    bonus = posed["found"]["bonus"]
    leasts = any((posed.get("caps") or {}).get("least", ()))
    room = dict(zip(posed["partners"]["id"], posed["partners"]["capacity"], strict=True))
    found = {}
    for partner, price in solution.prices:
        if room[partner]:
            served = round(price / bonus)
            score = price - served * bonus
            found[partner] = Worth(0, score, served) if leasts else Worth(served, score)
    return found


def one_more(solution: Solution, participant: Participant, named: Named) -> Answer:
    """The draft with one more place at a participant, solved again and proven; writes nothing."""
    posed, branch = solution.instance, participant.branch_id
    side = "villages" if participant.side == Participant.Side.VILLAGE else "partners"
    if branch not in posed[side]["id"]:
        return Answer()
    row = posed[side]["id"].index(branch)
    problem, better, everywhere = _best_of_all(solution, side, row)
    proven = (
        better.certificate.gap == 0
        if solution.is_wide
        else engine.verify(better.problem, better.plan, better.certificate).ok
    )
    return Answer(
        places=posed[side]["capacity"][row],
        exact=Worth(-better.served_lost, -better.cost, -better.least_lost),
        bound=bounds(solution).get(branch),
        steps=steps_of(problem, better, named),
        proven=proven,
        everywhere=everywhere,
    )


def _best_of_all(
    solution: Solution, side: str, row: int
) -> tuple[engine.Problem, engine.Forced, bool]:
    """The best plan with the place among *all* pairs: it may lead over pairs that were no
    candidates, and those are taken in until none could better it."""
    ask = engine.one_more_room if side == "villages" else engine.one_more_slot
    field = instance.field_of(solution)
    posed = instance.posed_by(solution)
    while True:
        problem = instance.problem_of(posed)
        better = ask(problem, instance.plan_of(problem, solution), row)
        if field is None:
            return problem, better, False
        before = set(field.pairs())
        if not field.take_in(better.problem, better.plan):
            return problem, better, True
        posed = instance.widened(posed, sorted(set(field.pairs()) - before))
