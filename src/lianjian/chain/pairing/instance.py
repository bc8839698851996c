"""Between a round and the pairing engine: the problem a round poses, kept with its solution.

This is the engine's door: what is solved is exactly what is stored, so a proof can be checked and
"why not?" can be asked long after the needs and offers have moved on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lianjian.engine import pairing as engine

from .candidates import Field, marked
from .grid import Grid
from .groups import caps_of
from .material import Material, Pair
from .models import Candidate, RuleSet, Solution
from .scores import PRINCIPLES

Instance = dict[str, Any]
"""{villages: {id, capacity, must_serve}, partners: {id, kind, capacity},
candidates: {village, partner, score, state, keep}, per_kind, by_kind, caps}: columns, ids of
branches; ``caps`` as ``groups.py`` names them;
``weights`` and ``floor`` in percent; ``considered`` pairs that could be, of which the candidates
went to the solver; ``without_meaning`` needs and offers that had no sentence vector yet."""

_STATES = {
    Candidate.State.FREE: engine.State.FREE,
    Candidate.State.SUGGESTED: engine.State.FREE,
    Candidate.State.LOCKED: engine.State.LOCKED,
    Candidate.State.FORBIDDEN: engine.State.FORBIDDEN,
}


def of_round(
    rules: RuleSet,
    material: Material,
    field: Field,
    said: Mapping[Pair, str],
    staying: Collection[Pair],
) -> Instance:
    """The instance of a round. ``said`` is what people have said about pairs; ``staying`` are the
    pairs of the version before: they, and what the issuer suggests, carry the rule set's bonus,
    so that a re-run changes no more than it gains."""
    pairs = field.pairs()
    states = [Candidate.State(said.get(pair[:2], Candidate.State.FREE)) for pair in pairs]
    locked = [
        pair[:2]
        for pair, state in zip(pairs, states, strict=True)
        if state == Candidate.State.LOCKED
    ]
    return {
        "villages": {
            "id": [row.branch_id for row in material.villages],
            "capacity": [material.room(row) for row in material.villages],
            "must_serve": [row.must_serve for row in material.villages],
        },
        "partners": {
            "id": [row.branch_id for row in material.partners],
            "kind": [row.branch.host.kind for row in material.partners],
            "capacity": [material.room(row) for row in material.partners],
        },
        "candidates": {
            "village": [village for village, _partner, _score in pairs],
            "partner": [partner for _village, partner, _score in pairs],
            "score": [score for _village, _partner, score in pairs],
            "state": [int(_STATES[state]) for state in states],
            "keep": [
                rules.staying_bonus
                if pair[:2] in staying or state == Candidate.State.SUGGESTED
                else 0
                for pair, state in zip(pairs, states, strict=True)
            ],
        },
        "per_kind": 1 if rules.one_per_kind else None,
        "by_kind": dict(rules.by_kind),
        "caps": caps_of(rules, material, locked),
        "weights": {name: int(getattr(rules, name)) for name in PRINCIPLES},
        "floor": rules.floor,
        "considered": int(field.allowed.sum()),
        "without_meaning": material.without_meaning(),
    }


def problem_of(instance: Instance) -> engine.Problem:
    """The engine's problem; raises engine.BadProblem for an instance that was tampered with."""
    return engine.Problem.of(
        engine.Villages(**instance["villages"]),
        engine.Partners(**instance["partners"]),
        engine.Candidates(**instance["candidates"]),
        engine.Rules(per_kind=instance["per_kind"], by_kind=instance.get("by_kind", {})),
        # Drafts of before there were rules on groups have none.
        engine.Caps(**instance.get("caps") or {}),
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


def cap_prices_of(problem: engine.Problem, plan: engine.Plan) -> list[list[Any]]:
    """[[group, price in micro-units], …]."""
    prices = plan.cap_prices.tolist()
    return [[cap.name, price] for cap, price in zip(problem.caps, prices, strict=True)]


def field_of(solution: Solution) -> Field | None:
    """The tables that a solution was chosen from, with its candidates as the chosen pairs; None
    for a round whose tables were too large to keep."""
    posed, data = solution.instance, bytes(solution.grid)
    if not data:
        return None
    grid = Grid.unpacked(data, posed["villages"]["id"], posed["partners"]["id"])
    table = posed["candidates"]
    pairs = list(zip(table["village"], table["partner"], strict=True))
    field = Field.by(grid, grid.by(posed["weights"]), posed["floor"], locked=locked_in(posed))
    field.chosen = marked(grid, pairs)
    return field


def locked_in(posed: Instance) -> list[Pair]:
    """The pairs of an instance that are locked."""
    table = posed["candidates"]
    rows = zip(table["village"], table["partner"], table["state"], strict=True)
    return [(village, partner) for village, partner, state in rows if state == engine.State.LOCKED]


def widened(posed: Instance, pairs: Iterable[tuple[int, int, int]]) -> Instance:
    """An instance with further free candidates (village, partner, score), those it has left out."""
    table = posed["candidates"]
    known = set(zip(table["village"], table["partner"], strict=True))
    more = [pair for pair in pairs if pair[:2] not in known]
    extra = {
        "village": [village for village, _partner, _score in more],
        "partner": [partner for _village, partner, _score in more],
        "score": [score for _village, _partner, score in more],
        "state": [int(engine.State.FREE)] * len(more),
        "keep": [0] * len(more),
    }
    return {**posed, "candidates": {name: [*table[name], *extra[name]] for name in table}}


def plan_of(problem: engine.Problem, solution: Solution) -> engine.Plan:
    """A solution's plan in the rows of its problem, or of that problem widened."""
    rows = {
        (problem.village_id[i], problem.partner_id[j]): row
        for row, (i, j) in enumerate(
            zip(problem.village.tolist(), problem.partner.tolist(), strict=True)
        )
    }
    pairs = sorted(rows[village, partner] for village, partner in solution.pairs)
    prices = dict(map(tuple, solution.prices))
    of_groups = dict(map(tuple, solution.cap_prices))
    return engine.Plan(
        np.array(pairs, dtype=np.int64),
        np.array([prices[name] for name in problem.partner_id], dtype=np.int64),
        np.array([of_groups[cap.name] for cap in problem.caps], dtype=np.int64),
    )


def stored(solution: Solution) -> tuple[engine.Problem, engine.Plan, engine.Certificate]:
    """Problem, plan and certificate as they were stored: what the proof page checks."""
    problem = problem_of(solution.instance)
    return problem, plan_of(problem, solution), engine.Certificate.from_json(solution.certificate)


def among_all(
    problem: engine.Problem, plan: engine.Plan, field: Field
) -> tuple[engine.Problem, engine.Plan]:
    """A problem and its plan with every pair that could be in a plan as a candidate, not only those
    that went to the solver: what was said of these holds, the others are free."""
    rows, columns = np.nonzero(field.allowed)
    state = np.zeros(field.allowed.shape, dtype=problem.state.dtype)
    keep = np.zeros(field.allowed.shape, dtype=problem.keep.dtype)
    state[problem.village, problem.partner] = problem.state
    keep[problem.village, problem.partner] = problem.keep
    whole = replace(
        problem,
        village=rows.astype(problem.village.dtype),
        partner=columns.astype(problem.partner.dtype),
        score=field.score[rows, columns].astype(problem.score.dtype),
        state=state[rows, columns],
        keep=keep[rows, columns],
    )
    pairs = np.sort(problem.pair_key()[plan.pairs])
    return whole, replace(plan, pairs=np.searchsorted(whole.pair_key(), pairs))
