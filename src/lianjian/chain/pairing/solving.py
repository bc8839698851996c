"""Solving a round in two steps: reckon without writing, then write in one short transaction.

Small rounds take both steps in the request; a large one is reckoned by a job, away from it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext as _

from lianjian.engine import pairing as engine
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

from . import candidates, fairness, instance
from .candidates import ALL_PAIRS, Field, Scored
from .grid import grid_of
from .material import Material, Pair, gathered
from .models import Candidate, Participant, Round, Solution
from .progress import PROVING, READING, SCORING, SOLVING, TELLING, Progress, Tell, nobody_asks

if TYPE_CHECKING:
    from .wide import reckoning

_ALL = Scope.of_everything()

INLINE_PAIRS = ALL_PAIRS
"""Up to so many pairs (some 20 × 500) a person waits for the answer; beyond it a job does."""


@dataclass(frozen=True)
class Solved:
    """A problem as it was posed, its best plan and the proof."""

    posed: instance.Instance
    problem: engine.Problem
    plan: engine.Plan
    certificate: engine.Certificate


@dataclass(frozen=True)
class Found:
    """A solved round that is not written yet."""

    material: Material
    field: Field
    scored: list[Scored]
    solved: Solved
    fairness: dict[str, Any]
    version: int

    def write(self, round: Round) -> Solution:
        """Keep what was reckoned: rooms, candidates, and the solution as the next version."""
        changed = []
        for row in (*self.material.villages, *self.material.partners):
            if row.capacity != self.material.room(row):
                row.capacity = self.material.room(row)
                changed.append(row)
        Participant.within(_ALL).bulk_update(changed, ["capacity"], batch_size=500)
        candidates.renew(round, self.scored)
        solved = self.solved
        solution = Solution(
            round=round,
            version=self.version,
            pairs=instance.pairs_of(solved.problem, solved.plan),
            prices=instance.prices_of(solved.problem, solved.plan),
            cap_prices=instance.cap_prices_of(solved.problem, solved.plan),
            certificate=solved.certificate.as_json(),
            grid=self.field.grid.packed(),
            fairness=self.fairness,
            **instance.kept(solved.posed),
        )
        solution.save()
        return solution


Answer: TypeAlias = "Found | reckoning.Found"
"""A solved round that is not written yet, of either width."""

found: ContextVar[Answer | None] = ContextVar("lianjian_found_plan", default=None)
"""What the job hands to the command that writes it: the journal keeps arguments, not plans."""


MOST_PAIRS = 20_000_000
"""More pairs are not scored as tables: they take some 80 bytes each (``grid.py``). Beyond it a
round is wide: its candidates are found city by city (``wide/``)."""


def pairs_of(round: Round) -> int:
    """How many pairs of a village and a partner take part."""
    rows = Participant.within(_ALL).filter(round=round)
    villages = rows.filter(side=Participant.Side.VILLAGE).count()
    return villages * (rows.count() - villages)


def reckon(round: Round, tell: Tell = nobody_asks) -> Answer:
    """Plan and proof of a round as things stand; writes nothing. ``tell`` is told how far it is,
    and may raise to stop it."""
    progress = Progress(tell)
    if pairs_of(round) > MOST_PAIRS:
        # Its finder brings a compiler and SciPy along, a second of every start of a command.
        from .wide import reckoning

        return reckoning.reckon(round, progress)
    return among_all_pairs(round, progress)


def among_all_pairs(round: Round, progress: Progress) -> Found:
    """Of a round whose pairs are all scored, as tables."""
    progress.at(READING, _("What both sides have said and offered is read."))
    material = gathered(round, on=clock.today())
    before = Solution.within(_ALL).filter(round=round).only("version", "pairs")
    last = before.order_by("-version").first()
    staying = {(village, partner) for village, partner in last.pairs} if last else set[Pair]()
    said = candidates.states(round)
    size = {"villages": len(material.villages), "partners": len(material.partners)}
    progress.at(
        SCORING, _("%(villages)s villages and %(partners)s partners: every pair is scored.") % size
    )
    grid, rules = grid_of(material, round.rules), round.rules
    field = Field.by(
        grid,
        grid.weighted(rules),
        rules.floor,
        wanted=[*said, *staying, *material.ties],
        locked=[pair for pair, state in said.items() if state == Candidate.State.LOCKED],
    )

    def pose() -> instance.Instance:
        return instance.of_round(round.rules, material, field, said, staying)

    progress.at(SOLVING, _("The plan is made."))
    solved = best_of_all(field, pose, progress)
    progress.at(TELLING, _("Sentences and figures are written."))
    return Found(
        material,
        field,
        candidates.scored(material, field),
        solved,
        fairness.of(*_looked_at(solved, field)),
        version=last.version + 1 if last else 1,
    )


def _looked_at(solved: Solved, field: Field) -> tuple[engine.Problem, engine.Plan]:
    """A solved problem with all its pairs, as far as their tables are kept with the draft: whoever
    asks later finds the same."""
    if not field.grid.is_kept:
        return solved.problem, solved.plan
    return instance.among_all(solved.problem, solved.plan, field)


def best_of_all(
    field: Field,
    pose: Callable[[], instance.Instance],
    progress: Progress | None = None,
    *,
    checked: bool = True,
) -> Solved:
    """The best plan of all pairs of a field, proven: what the solver did not see is looked at
    with the prices of its plan, until nothing is left that could better it. The checker is asked
    about what is to be kept; for a question the certificate alone is proof."""
    progress = progress or Progress()
    while True:
        posed = pose()
        problem = instance.problem_of(posed)
        plan = engine.solve(problem, watch=progress.watch)
        if not field.take_in(problem, plan):
            break
    progress.at(PROVING, _("The plan is proven and checked."))
    certificate = engine.certify(problem, plan)
    if certificate.gap:
        raise RuntimeError(f"The solver's plan has a gap of {certificate.gap}.")
    if checked and not (report := engine.verify(problem, plan, certificate)).ok:
        raise RuntimeError(f"The checker does not accept the solver's plan: {report.faults}")
    return Solved(posed, problem, plan, certificate)
