"""Between a round and the pairing engine: the problem a round poses, kept with its solution.

This is the engine's door: what is solved is exactly what is stored, so a proof can be checked and
"why not?" can be asked long after the needs and offers have moved on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lianjian.engine import pairing as engine

from .candidates import Field
from .grid import Grid
from .groups import caps_of, members_of
from .material import Material, Pair
from .models import Candidate, RuleSet, Solution
from .packed import Table
from .scores import PRINCIPLES

Instance = dict[str, Any]
"""{villages: {id, capacity, must_serve}, partners: {id, kind, capacity}, candidates: ``Table``,
per_kind, by_kind, caps}: columns, ids of branches; ``caps`` as ``groups.py`` names them;
``weights`` and ``floor`` in percent; ``considered`` pairs that could be, of which the candidates
went to the solver; ``without_meaning`` needs and offers that had no sentence vector yet; and
``found`` how the candidates of a wide round were found (``wide/``), which only such a round has.

It is kept as JSON with its solution, the candidates beside it as packed columns."""

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
    rows, columns = np.nonzero(field.chosen)
    keep = [
        rules.staying_bonus if pair[:2] in staying or state == Candidate.State.SUGGESTED else 0
        for pair, state in zip(pairs, states, strict=True)
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
        "candidates": Table(
            rows.astype(np.int32),
            columns.astype(np.int32),
            field.score[rows, columns].astype(np.int32),
            np.array([_STATES[state] for state in states], dtype=np.int8),
            np.array(keep, dtype=np.int32),
        ),
        **by_rules(rules),
        "caps": caps_of(rules, *members_of(material), locked),
        "considered": int(field.allowed.sum()),
        "without_meaning": material.without_meaning(),
    }


def by_rules(rules: RuleSet) -> Instance:
    """What an instance has straight from its rules."""
    return {
        "per_kind": 1 if rules.one_per_kind else None,
        "by_kind": dict(rules.by_kind),
        "weights": {name: int(getattr(rules, name)) for name in PRINCIPLES},
        "floor": rules.floor,
    }


def posed_by(solution: Solution) -> Instance:
    """The instance of a solution with its candidates."""
    return {**solution.instance, "candidates": Table.unpacked(bytes(solution.candidates))}


def is_wide(posed: Instance) -> bool:
    """Whether its candidates were found city by city: nobody has looked at all its pairs."""
    return "found" in posed


def kept(posed: Instance) -> dict[str, Any]:
    """An instance as a solution keeps it: two of its fields."""
    rest = {name: part for name, part in posed.items() if name != "candidates"}
    return {"instance": rest, "candidates": posed["candidates"].packed()}


def problem_of(instance: Instance) -> engine.Problem:
    """The engine's problem; raises engine.BadProblem for an instance that was tampered with."""
    table = instance["candidates"]
    return engine.Problem.of(
        engine.Villages(**instance["villages"]),
        engine.Partners(**instance["partners"]),
        # Lists of branches in it are a draft of before, on its way through the migrations.
        table.as_candidates() if isinstance(table, Table) else engine.Candidates(**table),
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
    data = bytes(solution.grid)
    if not data:
        return None
    posed = posed_by(solution)
    grid = Grid.unpacked(data, posed["villages"]["id"], posed["partners"]["id"])
    field = Field.by(grid, grid.by(posed["weights"]), posed["floor"], locked=locked_in(posed))
    field.chosen = np.zeros_like(field.chosen)
    field.chosen[posed["candidates"].village, posed["candidates"].partner] = True
    return field


def pairs_in(posed: Instance) -> list[Pair]:
    """The candidates of an instance as pairs of branches."""
    return _named(posed, posed["candidates"])


def locked_in(posed: Instance) -> list[Pair]:
    """The pairs of an instance that are locked."""
    table = posed["candidates"]
    return _named(posed, table.rows(table.state == engine.State.LOCKED))


def _named(posed: Instance, table: Table) -> list[Pair]:
    villages, partners = posed["villages"]["id"], posed["partners"]["id"]
    rows = zip(table.village.tolist(), table.partner.tolist(), strict=True)
    return [(villages[i], partners[j]) for i, j in rows]


def widened(posed: Instance, pairs: Iterable[tuple[int, int, int]]) -> Instance:
    """An instance with further free candidates (village, partner, score), those it has left out."""
    table, width = posed["candidates"], len(posed["partners"]["id"])
    asked = np.array(list(pairs), dtype=np.int64).reshape(-1, 3)
    village, partner = (
        Places(posed[side]["id"]).of(asked[:, at])
        for at, side in enumerate(("villages", "partners"))
    )
    new = ~among(village * max(1, width) + partner, np.sort(table.key(width)))
    new &= (village >= 0) & (partner >= 0)
    none = np.zeros(int(new.sum()), dtype=np.int32)
    more = Table(village[new], partner[new], asked[new, 2], none, none)
    return {**posed, "candidates": table.with_more(more)}


def among(keys: engine.Ints, known: engine.Ints) -> engine.Bools:
    """(keys,): which of them are among the ``known``, which ascend. (``np.isin`` takes seconds to
    look for a few among a million.)"""
    if not len(known):
        return np.zeros(len(keys), dtype=np.bool_)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.asarray(known[at] == keys)


class Places:
    """The rows of branches by their keys, many at a time."""

    def __init__(self, ids: engine.Ints | Sequence[int]) -> None:
        keys = np.asarray(ids, dtype=np.int64)
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def of(self, keys: engine.Ints | Sequence[int]) -> engine.Ints:
        """(keys,): the row of each, −1 for one that is not among them."""
        keys = np.asarray(keys, dtype=np.int64)
        if not len(self._keys):
            return np.full(len(keys), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, self._order[at], -1)


def plan_of(problem: engine.Problem, solution: Solution) -> engine.Plan:
    """A solution's plan in the rows of its problem, or of that problem widened."""
    pairs = np.array(solution.pairs, dtype=np.int64).reshape(-1, 2)
    village = Places(problem.village_id).of(pairs[:, 0])
    partner = Places(problem.partner_id).of(pairs[:, 1])
    key = problem.pair_key()
    order = np.argsort(key, kind="stable")
    wanted = village * max(1, len(problem.partner_id)) + partner
    at = np.minimum(np.searchsorted(key[order], wanted), max(0, len(key) - 1))
    rows = order[at] if len(key) else at
    if len(wanted) and (not len(key) or (key[rows] != wanted).any()):
        raise KeyError("A pair of the plan is no candidate of its problem.")
    prices = dict(map(tuple, solution.prices))
    # Where a migration of before there were rules on groups asks, a solution has no such field.
    of_groups = dict(map(tuple, getattr(solution, "cap_prices", [])))
    return engine.Plan(
        np.sort(rows),
        np.array([prices[name] for name in problem.partner_id], dtype=np.int64),
        np.array([of_groups[cap.name] for cap in problem.caps], dtype=np.int64),
    )


def stored(solution: Solution) -> tuple[engine.Problem, engine.Plan, engine.Certificate]:
    """Problem, plan and certificate as they were stored: what the proof page checks."""
    problem = problem_of(posed_by(solution))
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
