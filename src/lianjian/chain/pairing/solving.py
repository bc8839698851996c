"""Solving a round in two steps: reckon without writing, then write in one short transaction.

Small rounds take both steps in the request; a large one is reckoned by a job, away from it.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from lianjian.engine import pairing as engine
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

from . import candidates, instance
from .candidates import Scored
from .material import Material, gathered
from .models import Participant, Round, Solution

_ALL = Scope.of_everything()

INLINE_PAIRS = 10_000
"""Up to so many pairs (some 20 × 500) a person waits for the answer; beyond it a job does."""


@dataclass(frozen=True)
class Found:
    """A solved round that is not written yet."""

    material: Material
    scored: list[Scored]
    posed: instance.Instance
    problem: engine.Problem
    plan: engine.Plan
    certificate: engine.Certificate
    version: int


found: ContextVar[Found | None] = ContextVar("lianjian_found_plan", default=None)
"""What the job hands to the command that writes it: the journal keeps arguments, not plans."""


def is_small(round: Round) -> bool:
    """Whether a person may wait for the answer."""
    rows = Participant.within(_ALL).filter(round=round)
    villages = rows.filter(side=Participant.Side.VILLAGE).count()
    return villages * (rows.count() - villages) <= INLINE_PAIRS


def reckon(round: Round) -> Found:
    """Scores, plan and proof of a round as things stand; writes nothing."""
    material = gathered(round, on=clock.today())
    last = Solution.within(_ALL).filter(round=round).order_by("-version").first()
    scored = candidates.scored(material, round.rules)
    posed = instance.of_round(
        round.rules,
        material,
        scored,
        candidates.states(round),
        staying={(village, partner) for village, partner in last.pairs} if last else set(),
    )
    problem = instance.problem_of(posed)
    plan = engine.solve(problem)
    certificate = engine.certify(problem, plan)
    report = engine.verify(problem, plan, certificate)
    if not report.ok:
        raise RuntimeError(f"The checker does not accept the solver's plan: {report.faults}")
    version = last.version + 1 if last else 1
    return Found(material, scored, posed, problem, plan, certificate, version)


def write(round: Round, answer: Found) -> Solution:
    """Keep what was reckoned: rooms, candidates, and the solution as the next version."""
    changed = []
    for row in (*answer.material.villages, *answer.material.partners):
        if row.capacity != answer.material.room(row):
            row.capacity = answer.material.room(row)
            changed.append(row)
    Participant.within(_ALL).bulk_update(changed, ["capacity"], batch_size=500)
    candidates.renew(round, answer.scored)
    solution = Solution(
        round=round,
        version=answer.version,
        pairs=instance.pairs_of(answer.problem, answer.plan),
        prices=instance.prices_of(answer.problem, answer.plan),
        instance=answer.posed,
        certificate=answer.certificate.as_json(),
    )
    solution.save()
    return solution
