"""Other hands find the same value: a flow of our own in whole numbers, and OR-Tools'."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.sizes import size

from lianjian.engine.pairing import Plan, Problem, certify, paths, solve, solver

from . import flow
from .makers import a_busy_problem, a_county, a_random_problem
from .mincostflow import best_by_flow

ROUNDS = size(60, long=2_000)
STARTS = size(150, long=5_000)


def a_round(seed: int) -> Problem:
    """From 5 to 500 villages, with places from too few to plenty, and with equal scores."""
    lot = random.Random(seed)
    villages = lot.choice([5, 20, 60, 150, 500] if seed % 10 == 0 else [5, 20, 60])
    return a_county(
        seed,
        villages=villages,
        partners=round(villages * lot.choice([0.4, 1, 2])),
        share=min(1.0, 25 / villages),
        span=lot.choice([1, 2, 5, 12]),
        grid=lot.choice([1, 1, 1_000, 50_000, 1_000_000]),
    )


def differing(rounds: int) -> list[int]:
    """The seeds at which ours and OR-Tools' value differ, or ours is not proven."""
    found = []
    for seed in range(rounds):
        problem = a_round(seed)
        certificate = certify(problem, solve(problem))
        if certificate.gap or certificate.value != best_by_flow(problem):
            found.append(seed)
    return found


@pytest.mark.campaign
def test_or_tools_finds_the_same_value_at_every_contention(campaign, monkeypatch):
    assert differing(ROUNDS) == []
    with monkeypatch.context() as patch:
        leave_what_is_over(patch)
        caught = differing(20)
    assert caught
    campaign(
        "T19",
        "pairing: the best value, against OR-Tools' min-cost flow",
        size=ROUNDS,
        control=f"a solver that drops what is over was caught in {len(caught)} of 20",
        outcome="0 differ",
    )


def leave_what_is_over(patch: pytest.MonkeyPatch) -> None:
    """The seeded fault: a partner that is over lets the last ones go, and nobody moves on."""

    def drop(market, _duals, holding, _search, _j, _most):
        for j in range(len(market.slots)):
            while holding.filled[j] > market.slots[j]:
                r = int(holding.column[holding.begin[j] + holding.filled[j] - 1])
                paths.make_moves(market, holding, np.array([[r, -1]], dtype=np.int32))
        return len(market.slots)

    patch.setattr(solver, "make_all_ways", drop)
    leave_slots_empty(patch)


def leave_slots_empty(patch: pytest.MonkeyPatch) -> None:
    """The seeded fault: who has a slot left and a price finds nobody for it."""
    patch.setattr(solver, "find_all_takers", lambda market, *_: len(market.slots))


def test_values_and_lowest_prices_are_those_of_the_flow():
    for maker in (a_random_problem, a_busy_problem):
        for seed in range(STARTS // 2):
            problem = maker(seed)
            ours, theirs = solve(problem), flow.solve(problem)
            assert certify(problem, ours).value == certify(problem, theirs).value, seed
            assert ours.prices.tolist() == theirs.prices.tolist(), seed


def from_anywhere(seed: int) -> bool:
    """Whether random prices and a random handful of pairs come back to the optimum."""
    problem, lot = a_busy_problem(seed), random.Random(seed)
    high = lot.choice([0, 1_000, 1_000_000, problem.bonus, 3 * problem.bonus])
    prices = np.array([lot.randint(0, high) for _ in problem.partner_id], dtype=np.int64)
    some = [row for row in range(len(problem)) if lot.random() < lot.choice([0.1, 0.5, 1])]
    begun = solve(problem, start=Plan(np.array(some, dtype=np.int64), prices))
    best = solve(problem)
    return (
        certify(problem, begun).gap == 0
        and certify(problem, begun).value == certify(problem, best).value
        and begun.prices.tolist() == best.prices.tolist()
    )


def test_random_prices_and_a_random_part_of_a_plan_come_back_to_gap_0(monkeypatch):
    assert [seed for seed in range(STARTS) if not from_anywhere(seed)] == []
    with monkeypatch.context() as patch:
        leave_slots_empty(patch)
        assert [seed for seed in range(50) if not from_anywhere(seed)]
    with monkeypatch.context() as patch:
        leave_what_is_over(patch)
        assert [seed for seed in range(50) if not from_anywhere(seed)]
