"""Between a round and the pairing engine: the problem a round poses, kept with its solution.

This is the engine's door: what is solved is exactly what is stored, so a proof can be checked and
"why not?" can be asked long after the needs and offers have moved on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import numpy as np

from lianjian.engine import pairing as engine

from .material import Pair
from .models import Candidate, Participant, Round, Solution

Instance = dict[str, Any]
"""{villages: {id, capacity, must_serve}, partners: {id, kind, capacity},
candidates: {village, partner, score, state, keep}, per_kind}: columns, ids of branches."""

_STATES = {
    Candidate.State.FREE: engine.State.FREE,
    Candidate.State.SUGGESTED: engine.State.FREE,
    Candidate.State.LOCKED: engine.State.LOCKED,
    Candidate.State.FORBIDDEN: engine.State.FORBIDDEN,
}


def of_round(
    round: Round,
    participants: Iterable[Participant],
    candidates: Iterable[Candidate],
    staying: Collection[Pair],
) -> Instance:
    """The instance of a round. ``staying`` are the pairs of the version before: they, and what the
    issuer suggests, carry the rule set's bonus, so that a re-run changes no more than it gains."""
    rows = list(participants)
    villages = [row for row in rows if row.side == Participant.Side.VILLAGE]
    partners = [row for row in rows if row.side == Participant.Side.PARTNER]
    branch = {row.pk: row.branch_id for row in rows}
    able = [row for row in candidates if not row.barred]
    pairs = [(branch[row.village_id], branch[row.partner_id]) for row in able]
    bonus = round.rules.staying_bonus
    return {
        "villages": {
            "id": [row.branch_id for row in villages],
            "capacity": [row.capacity for row in villages],
            "must_serve": [row.must_serve for row in villages],
        },
        "partners": {
            "id": [row.branch_id for row in partners],
            "kind": [row.branch.host.kind for row in partners],
            "capacity": [row.capacity for row in partners],
        },
        "candidates": {
            "village": [village for village, _partner in pairs],
            "partner": [partner for _village, partner in pairs],
            "score": [row.score for row in able],
            "state": [int(_STATES[Candidate.State(row.state)]) for row in able],
            "keep": [
                bonus if pair in staying or row.state == Candidate.State.SUGGESTED else 0
                for pair, row in zip(pairs, able, strict=True)
            ],
        },
        "per_kind": 1 if round.rules.one_per_kind else None,
    }


def problem_of(instance: Instance) -> engine.Problem:
    """The engine's problem; raises engine.BadProblem for an instance that was tampered with."""
    return engine.Problem.of(
        engine.Villages(**instance["villages"]),
        engine.Partners(**instance["partners"]),
        engine.Candidates(**instance["candidates"]),
        engine.Rules(per_kind=instance["per_kind"]),
    )


def pairs_of(problem: engine.Problem, plan: engine.Plan) -> list[list[int]]:
    """The plan as pairs of branches, by village and partner."""
    return sorted(
        [
            problem.village_id[problem.village[row]],
            problem.partner_id[problem.partner[row]],
        ]
        for row in plan.pairs.tolist()
    )


def prices_of(problem: engine.Problem, plan: engine.Plan) -> list[list[int]]:
    """[[partner branch, price in micro-units], …]."""
    return [
        [name, price] for name, price in zip(problem.partner_id, plan.prices.tolist(), strict=True)
    ]


def stored(solution: Solution) -> tuple[engine.Problem, engine.Plan, engine.Certificate]:
    """Problem, plan and certificate as they were stored: what the proof page checks."""
    problem = problem_of(solution.instance)
    rows = {
        (problem.village_id[i], problem.partner_id[j]): row
        for row, (i, j) in enumerate(
            zip(problem.village.tolist(), problem.partner.tolist(), strict=True)
        )
    }
    pairs = sorted(rows[village, partner] for village, partner in solution.pairs)
    prices = dict(map(tuple, solution.prices))
    plan = engine.Plan(
        np.array(pairs, dtype=np.int64),
        np.array([prices[name] for name in problem.partner_id], dtype=np.int64),
    )
    return problem, plan, engine.Certificate.from_json(solution.certificate)
