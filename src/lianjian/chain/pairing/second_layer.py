"""The second layer (M34): joint bodies and business entities, joined by the same engine.

The scores are the room's that knows both; this room opens the engine's door and gives back the best
plan with its proof.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianjian.engine import pairing as engine


@dataclass(frozen=True)
class Joins:
    """The best joins, by the keys that were given; ``proven`` by the checker, with gap 0."""

    pairs: list[tuple[int, int]]
    proven: bool


def best_joins(
    bodies: Sequence[tuple[int, int]],
    entities: Sequence[tuple[int, str, int]],
    scores: Mapping[tuple[int, int], int],
) -> Joins:
    """The joins of the greatest score: ``bodies`` (key, places), ``entities`` (key, kind, places),
    ``scores`` of (body, entity) in micro-units; a pair without a score cannot be."""
    pairs = sorted(scores)
    problem = engine.Problem.of(
        engine.Villages(
            [key for key, _places in bodies],
            [places for _key, places in bodies],
            [False] * len(bodies),
        ),
        engine.Partners(
            [key for key, _kind, _places in entities],
            [kind for _key, kind, _places in entities],
            [places for _key, _kind, places in entities],
        ),
        engine.Candidates(
            [body for body, _entity in pairs],
            [entity for _body, entity in pairs],
            [scores[pair] for pair in pairs],
        ),
        engine.Rules(per_kind=None),
    )
    plan = engine.solve(problem)
    report = engine.verify(problem, plan, engine.certify(problem, plan))
    return Joins([pairs[row] for row in plan.pairs.tolist()], report.ok)
