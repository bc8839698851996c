"""Small problems, at random but from a given seed, and the five readable lines to solve them by."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lianjian.engine.pairing import (
    Candidates,
    Cap,
    Caps,
    Partners,
    Plan,
    Problem,
    Rules,
    State,
    Villages,
)
from lianjian.engine.pairing.caps import checked

RULES = (
    Rules(),
    Rules(per_kind=None),
    Rules(per_kind=2),
    Rules(per_kind=1, by_kind={"university": 2, "enterprise": None}),
    Rules(per_kind=2, by_kind={"society": 0}),
)
KINDS = ("university", "enterprise", "society")


def a_problem(
    villages: Sequence[tuple[str, int, bool]],
    partners: Sequence[tuple[str, str, int]],
    candidates: Sequence[tuple[Any, ...]],
    rules: Rules | None = None,
) -> Problem:
    """A problem written as rows."""
    rows = [(*row, *(0, 0)[len(row) - 3 :]) for row in candidates]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], [], []]
    return Problem.of(
        Villages(
            *(list(column) for column in zip(*villages, strict=True)) if villages else ([], [], [])
        ),
        Partners(
            *(list(column) for column in zip(*partners, strict=True)) if partners else ([], [], [])
        ),
        Candidates(
            village=columns[0],
            partner=columns[1],
            score=columns[2],
            state=columns[3],
            keep=columns[4],
        ),
        rules,
    )


def a_random_problem(seed: int, *, villages: int = 4, partners: int = 4, most: int = 11) -> Problem:
    """A tiny problem with every rule in it: ties, must-serve, locks, refusals, bonuses, no room."""
    lot = random.Random(seed)
    rules = RULES[seed % len(RULES)]
    grid = lot.choice([1, 1, 250_000, 500_000])
    v = [
        (f"v{i}", lot.choice([0, 1, 1, 2, 3]), lot.random() < 0.5)
        for i in range(lot.randint(1, villages))
    ]
    p = [
        (f"p{j}", lot.choice(KINDS), lot.choice([0, 1, 1, 2, 3]))
        for j in range(lot.randint(1, partners))
    ]
    pairs = [(i, j) for i in range(len(v)) for j in range(len(p))]
    chosen = lot.sample(pairs, min(len(pairs), lot.randint(0, most)))
    room = {("v", i): v[i][1] for i in range(len(v))} | {("p", j): p[j][2] for j in range(len(p))}
    of_kind: Counter[tuple[int, str]] = Counter()
    rows = []
    for i, j in chosen:
        kind = p[j][1]
        state = lot.choice([State.FREE] * 6 + [State.LOCKED, State.FORBIDDEN])
        cap = rules.cap(kind)
        if state == State.LOCKED:
            if room["v", i] and room["p", j] and (cap is None or of_kind[i, kind] < cap):
                room["v", i] -= 1
                room["p", j] -= 1
                of_kind[i, kind] += 1
            else:
                state = State.FREE
        score = lot.randint(0, 1_000_000 // grid) * grid
        rows.append((f"v{i}", f"p{j}", score, int(state), lot.choice([0, 0, 0, 50_000])))
    return a_problem(v, p, rows, rules)


def a_busy_problem(seed: int) -> Problem:
    """Too few places for many wishes: hardly a pair can be forced in without a chain of moves.

    7 to 10 villages, must-serve ones among them, 6 to 9 partners, a lock, a few refusals.
    """
    lot = random.Random(seed)
    rules = RULES[seed % len(RULES)]
    grid = lot.choice([1, 1, 50_000])
    v = [(f"v{i}", lot.choice([1, 1, 2, 3]), lot.random() < 0.4) for i in range(lot.randint(7, 10))]
    p = [(f"p{j}", lot.choice(KINDS), lot.choice([1, 1, 2])) for j in range(lot.randint(6, 9))]
    lock = (lot.randrange(7), lot.randrange(6))
    locked = {lock} if rules.cap(p[lock[1]][1]) != 0 else set()
    rows = []
    for i, j in itertools.product(range(len(v)), range(len(p))):
        if (i, j) not in locked and lot.random() < 0.4:
            continue
        state = State.FORBIDDEN if lot.random() < 0.06 else State.FREE
        state = State.LOCKED if (i, j) in locked else state
        score = lot.randint(0, 1_000_000 // grid) * grid
        rows.append((v[i][0], p[j][0], score, int(state), lot.choice([0, 0, 0, 50_000])))
    return a_problem(v, p, rows, rules)


def best_by_trying(problem: Problem) -> tuple[int, int]:
    """(served villages that must be and filled leasts, score) of the best plan, by looking at every
    plan there is."""
    free = [row for row in range(len(problem)) if problem.state[row] == State.FREE]
    locked = [row for row in range(len(problem)) if problem.state[row] == State.LOCKED]
    plans = (
        [*locked, *some] for n in range(len(free) + 1) for some in itertools.combinations(free, n)
    )
    return max(figures(problem, plan) for plan in plans if is_allowed(problem, plan))


def figures(problem: Problem, plan: list[int]) -> tuple[int, int]:
    held = {int(problem.village[row]) for row in plan}
    served = sum(1 for i in held if problem.must_serve[i])
    filled = sum(min(cap.least, counted(problem, cap, plan)) for cap in problem.caps)
    return served + filled, sum(int(problem.score[row] + problem.keep[row]) for row in plan)


def counted(problem: Problem, cap: Cap, plan: list[int]) -> int:
    """How many pairs of a plan a cap counts."""
    return sum(
        (cap.villages is None or problem.village[row] in cap.villages)
        and (cap.partners is None or problem.partner[row] in cap.partners)
        for row in plan
    )


def is_allowed(problem: Problem, plan: list[int]) -> bool:
    villages = Counter(int(problem.village[row]) for row in plan)
    partners = Counter(int(problem.partner[row]) for row in plan)
    kinds = Counter(
        (int(problem.village[row]), int(problem.kind[problem.partner[row]])) for row in plan
    )
    return (
        all(n <= problem.village_capacity[i] for i, n in villages.items())
        and all(n <= problem.partner_capacity[j] for j, n in partners.items())
        and all(n <= problem.kind_cap[t] for (_i, t), n in kinds.items())
        and all(counted(problem, cap, plan) <= cap.most for cap in problem.caps)
    )


def with_caps(problem: Problem, seed: int, *, crossing: bool = False) -> Problem:
    """The same problem with rules on groups: nested ones over villages and over partners, and with
    ``crossing`` one of some villages with some partners. None lets in less than what is locked."""
    lot = random.Random(seed)
    villages, partners = list(problem.village_id), list(problem.partner_id)
    groups: list[tuple[Any, Any]] = [(group, None) for group in _nested(villages, lot)]
    groups += [(None, group) for group in _nested(partners, lot)]
    if crossing:
        groups.append((_some(villages, lot), _some(partners, lot)))
    most = [lot.choice([None, 0, 1, 2, 3, 4, len(villages)]) for _ in groups]
    least = [min(lot.choice([0, 0, 1, 2, 3]), 9 if m is None else m) for m in most]
    rows = (
        {one: row for row, one in enumerate(villages)},
        {one: row for row, one in enumerate(partners)},
    )
    while True:
        table = Caps(
            [f"c{n}" for n in range(len(groups))],
            [one for one, _other in groups],
            [other for _one, other in groups],
            least,
            most,
        )
        made = replace(problem, caps=checked(table, *rows))
        over = [
            cap.name for cap in made.caps if counted(made, cap, made.locked().tolist()) > cap.most
        ]
        if not over:
            return made
        most = [None if f"c{n}" in over else m for n, m in enumerate(most)]


def _nested(ids: list[Any], lot: random.Random) -> list[list[Any]]:
    """Up to three groups: one, perhaps one within it, perhaps one of the others."""
    if lot.random() < 0.3:
        return []
    group = _some(ids, lot)
    others = [one for one in ids if one not in group]
    found = [group]
    if lot.random() < 0.5:
        found.append(_some(group, lot))
    if others and lot.random() < 0.5:
        found.append(others)
    return found


def _some(ids: list[Any], lot: random.Random) -> list[Any]:
    return lot.sample(ids, lot.randint(1, len(ids)))


def cut_short(problem: Problem, seed: int, share: float = 0.6) -> Plan:
    """An allowed plan of some pairs by lot, as it may stand where a solution was stopped."""
    lot = random.Random(seed)
    pairs: list[int] = problem.locked().tolist()
    free = np.flatnonzero(problem.state == State.FREE).tolist()
    for row in lot.sample(free, len(free)):
        if lot.random() < share and is_allowed(problem, [*pairs, row]):
            pairs.append(row)
    prices = np.zeros(len(problem.partner_id), dtype=np.int64)
    return Plan(np.array(sorted(pairs), dtype=np.int64), prices)


def a_county(
    seed: int,
    *,
    villages: int = 20,
    partners: int = 30,
    share: float = 0.6,
    span: int = 2,
    grid: int = 1,
) -> Problem:
    """A county's round of the size that a person would lay out on a table."""
    lot = random.Random(seed)
    v = [(f"v{i:03}", lot.choice([1, 2, 3]), lot.random() < 0.2) for i in range(villages)]
    p = [(f"p{j:03}", lot.choice(KINDS), lot.randint(1, span)) for j in range(partners)]
    rows = [
        (v[i][0], p[j][0], lot.randint(0, 1_000_000 // grid) * grid)
        for i in range(villages)
        for j in range(partners)
        if lot.random() < share
    ]
    return a_problem(v, p, rows)
