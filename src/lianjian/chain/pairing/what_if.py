"""What if the four principles weighed otherwise? The round solved again, and nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine

from . import instance
from .board import in_order
from .candidates import Field
from .material import Pair
from .models import Solution
from .names import Named
from .packed import Table
from .scores import PRINCIPLES
from .solving import best_of_all


@dataclass(frozen=True)
class Change:
    """One village: the partners that it would let go and get."""

    village: Branch
    lost: tuple[Branch, ...]
    gained: tuple[Branch, ...]


@dataclass(frozen=True)
class Other:
    """The best plan by other weights: ``changes`` against the draft, by division code."""

    weights: dict[str, int]
    pairs: list[list[int]]
    changes: list[Change]
    score: int
    before: int
    """What the draft's own pairs are worth by these weights; ``score`` is never less."""


def weights_of(said: Mapping[str, str], otherwise: Mapping[str, int]) -> dict[str, int]:
    """Four weights that make 100 from what was moved to anywhere between 0 and 100.

    In the proportions that were said, the rest by the largest remainders; what is missing or no
    number stays as it was, and four times nothing is equal shares.
    """
    raw = {name: _percent(said.get(name, ""), otherwise[name]) for name in PRINCIPLES}
    whole = sum(raw.values())
    if not whole:
        raw, whole = dict.fromkeys(PRINCIPLES, 1), len(PRINCIPLES)
    shares = {name: 100 * value // whole for name, value in raw.items()}
    rest = sorted(PRINCIPLES, key=lambda name: -(100 * raw[name] % whole))
    for name in rest[: 100 - sum(shares.values())]:
        shares[name] += 1
    return shares


def _percent(text: str, otherwise: int) -> int:
    return min(int(text[:3]), 100) if text.isdecimal() else otherwise


def other_weights(solution: Solution, weights: Mapping[str, int], named_by: Named) -> Other | None:
    """The round as it stood, solved by other weights, among all its pairs, proven; None for a
    round whose scores were too large to keep.

    The proof is the certificate alone, which is reckoned apart from the solver; the checker reads
    what is stored.
    """
    stored = instance.field_of(solution)
    if stored is None:
        return None
    posed, grid = instance.posed_by(solution), stored.grid
    table = posed["candidates"]
    state, keep = (np.zeros(stored.allowed.shape, dtype=np.int32) for _each in range(2))
    state[table.village, table.partner] = table.state
    keep[table.village, table.partner] = table.keep
    spoken_of = table.rows((table.state != 0) | (table.keep != 0))
    field = Field.by(
        grid,
        grid.by(weights),
        posed["floor"],
        wanted=[*instance.pairs_in({**posed, "candidates": spoken_of}), *_plan(solution)],
        locked=instance.locked_in(posed),
    )

    def pose() -> instance.Instance:
        rows, columns = np.nonzero(field.chosen)
        chosen = (rows, columns, field.score[rows, columns], state[rows, columns])
        return {**posed, "candidates": Table(*chosen, keep[rows, columns])}

    solved = best_of_all(field, pose, checked=False)
    pairs = instance.pairs_of(solved.problem, solved.plan)
    own = _worth(solved.problem, solution)
    return Other(
        dict(weights),
        pairs,
        differences(solution.pairs, pairs, named_by),
        int(solved.problem.worth[solved.plan.pairs].sum()),
        own,
    )


def _plan(solution: Solution) -> list[Pair]:
    return [(village, partner) for village, partner in solution.pairs]


def _worth(problem: engine.Problem, solution: Solution) -> int:
    """What the pairs of a draft are worth in a problem; those that it does not allow, nothing."""
    villages = {one: row for row, one in enumerate(problem.village_id)}
    partners = {one: row for row, one in enumerate(problem.partner_id)}
    width = len(partners)
    mine = [villages[village] * width + partners[partner] for village, partner in _plan(solution)]
    return int(problem.worth[np.isin(problem.pair_key(), mine)].sum())


@dataclass(frozen=True)
class Changes:
    """What differs between two drafts: ``villages`` in all, and those that are ``shown``."""

    shown: list[Change]
    villages: int


MOST_SHOWN = 100
"""So many villages of a wide round are named, the first by division code."""


def changes(before: Solution, after: Solution, named: Named) -> Changes:
    """Two drafts of a round side by side."""
    if not (before.is_wide and after.is_wide):
        every = differences(before.pairs, after.pairs, named)
        return Changes(every, len(every))
    one, other = ({(a, b) for a, b in draft.pairs} for draft in (before, after))
    moved = {village for village, _partner in one ^ other}
    first = [key for key in after.instance["villages"]["id"] if key in moved][:MOST_SHOWN]
    few = set(first)
    old, new = ([pair for pair in pairs if pair[0] in few] for pairs in (one, other))
    return Changes(differences(old, new, named), len(moved))


def differences(
    before: Iterable[Sequence[int]], after: Iterable[Sequence[int]], named_by: Named
) -> list[Change]:
    """Two plans side by side: the villages whose partners differ, by division code. Only of these
    the branches are looked up: a slider is moved often, and little changes."""
    one, other = ({(village, partner) for village, partner in pairs} for pairs in (before, after))
    branches = named_by({key for pair in one ^ other for key in pair})
    old, new = in_order(one - other, branches), in_order(other - one, branches)
    lost, gained = _by_village(old), _by_village(new)
    order = dict.fromkeys(a for a, _b in in_order([*old, *new], branches))

    def named(keys: list[int]) -> tuple[Branch, ...]:
        return tuple(sorted((branches[key] for key in keys), key=lambda one: one.name))

    return [
        Change(branches[key], named(lost.get(key, [])), named(gained.get(key, []))) for key in order
    ]


def _by_village(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for village, partner in pairs:
        found.setdefault(village, []).append(partner)
    return found
