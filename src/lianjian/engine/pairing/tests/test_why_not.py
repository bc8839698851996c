"""Every "why not?" and "one more place?" is what another solver says, to the micro-unit."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from tests.sizes import PARTS, size

from lianjian.engine.pairing import Impossible, Plan, Problem, force, one_more_slot, solve

from .makers import a_busy_problem, figures
from .peer import best_by_branching

ASKED = size(120, long=20_000)
SLOTS = size(75, long=5_000)
APART = 1_000_000
"""Of the seeds with which two parts begin."""


def questions(problem: Problem, plan: Plan, lot: random.Random) -> Iterable[int]:
    """Some candidates that the plan has not."""
    others = [row for row in range(len(problem)) if row not in plan.chosen()]
    return lot.sample(others, min(8, len(others)))


def answers(most: int, seed: int = 0) -> tuple[int, int, list[tuple[int, int]]]:
    """How many were answered with a cost, how many more cannot be, and where the two differ."""
    answered, impossible = 0, 0
    differ: list[tuple[int, int]] = []
    while answered < most:
        problem = a_busy_problem(seed)
        plan, lot = solve(problem), random.Random(seed)
        best = best_by_branching(problem)
        assert best is not None
        mine = figures(problem, plan.pairs.tolist())
        if mine != best:
            differ.append((seed, -1))
        for row in questions(problem, plan, lot):
            forced = best_by_branching(problem, forced=row)
            answer = force(problem, plan, row)
            if forced is None or isinstance(answer, Impossible):
                impossible += 1
                if (forced is None) != isinstance(answer, Impossible):
                    differ.append((seed, row))
                continue
            answered += 1
            cost = (best[0] - forced[0], best[1] - forced[1])
            if cost != (answer.served_lost, answer.cost):
                differ.append((seed, row))
        seed += 1
    return answered, impossible, differ


def forget_kinds(patch: pytest.MonkeyPatch) -> None:
    """The seeded fault: the market lets in as many of a kind as there are."""
    patch.setattr(
        "lianjian.engine.pairing.market._left",
        lambda problem, _locked, village, _kind: problem.village_capacity[village],
    )


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_every_why_not_is_what_another_solver_says(part, campaign, monkeypatch):
    answered, impossible, differ = answers(ASKED // PARTS, part * APART)
    assert differ == []
    assert impossible > 0
    with monkeypatch.context() as patch:
        forget_kinds(patch)
        _answered, _impossible, caught = answers(100)
    assert caught
    campaign(
        "T19",
        "pairing: why not that one, against branch and bound",
        size=answered,
        control=f"a solver that forgets the kinds differed in {len(caught)} of 100",
        outcome="0 wrong, those that cannot be beside them",
        part=f"{part + 1}",
    )


def slots(most: int, seed: int = 10_000) -> tuple[int, int, list[tuple[int, int]]]:
    """How many were asked, how many are worth something, and where the two differ."""
    asked, worth, differ = 0, 0, []
    while asked < most:
        problem = a_busy_problem(seed)
        plan, best = solve(problem), best_by_branching(problem)
        assert best is not None
        for partner in range(len(problem.partner_id)):
            asked += 1
            better = best_by_branching(problem, more=partner)
            assert better is not None
            answer = one_more_slot(problem, plan, partner)
            if (best[0] - better[0], best[1] - better[1]) != (answer.served_lost, answer.cost):
                differ.append((seed, partner))
            worth += better != best
        seed += 1
    return asked, worth, differ


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_one_more_place_is_worth_what_another_solver_says(part, campaign, monkeypatch):
    asked, worth, differ = slots(SLOTS // PARTS, 10_000 + part * APART)
    assert differ == []
    assert worth > asked // 20
    with monkeypatch.context() as patch:
        forget_kinds(patch)
        _asked, _worth, caught = slots(100)
    assert caught
    campaign(
        "T19",
        "pairing: one more place, against branch and bound",
        size=asked,
        control=f"a solver that forgets the kinds differed in {len(caught)} of 100",
        outcome="0 wrong; more than one in twenty is worth something",
        part=f"{part + 1}",
    )
