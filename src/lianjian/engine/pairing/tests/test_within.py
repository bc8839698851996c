"""A plan that is near enough is proven so, by its score alone and to the last micro-unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from lianjian.engine.pairing import Certificate, Plan, Problem, certify, solve, verify
from lianjian.engine.pairing.verify import ANY_GAP

from .makers import a_county, a_problem


def short_by(gap: int, score: int, *, must: bool = False) -> tuple[Problem, Plan, Certificate]:
    """One village that has the lesser of its two partners."""
    rows = [("v", "better", score + gap), ("v", "lesser", score)]
    p = [("better", "other", 1), ("lesser", "other", 1)]
    problem = a_problem([("v", 1, must)], p, rows)
    plan = Plan(np.array([1], dtype=np.int64), np.zeros(2, dtype=np.int64))
    certificate = certify(problem, plan)
    assert (certificate.gap, certificate.score) == (gap, score)
    return problem, plan, certificate


@pytest.mark.parametrize("must", [False, True])
@pytest.mark.parametrize("within", [0.29, Decimal("0.29"), Fraction(29, 100)])
def test_the_limit_itself_is_near_enough_and_a_micro_unit_more_is_not(within, must):
    """0.29 · 100 is 28.999999999999996 in floating-point numbers. And what a village that must be
    served is worth beside its score must not make the gap look small."""
    assert 0.29 * 100 < 29
    for score in (100, 100_000):
        gap = 29 * score // 100
        assert verify(*short_by(gap, score, must=must), within=within).ok
        faults = verify(*short_by(gap + 1, score, must=must), within=within).faults
        assert [fault.partition(":")[0] for fault in faults] == [
            f"not proven within {within}",
        ]


def test_a_bonus_in_the_reckoning_would_let_a_bad_plan_pass():
    """The control: of value and bonus together the same gap is a tenth of a thousandth."""
    problem, plan, certificate = short_by(29, 100, must=True)
    assert certificate.gap <= 0.0001 * certificate.value
    assert not verify(problem, plan, certificate, within=0.0001).ok


def test_without_a_limit_it_says_how_large_the_gap_is():
    faults = verify(*short_by(1, 300)).faults
    assert faults == ("not proven: the bound is 1 above the value, 0.34 % of the score",)
    faults = verify(*short_by(7, 0)).faults
    assert faults == ("not proven: the bound is 7 above the value, and the score is 0",)
    assert not verify(*short_by(7, 0), within=10**9).ok
    assert verify(*short_by(7, 0), within=ANY_GAP).ok


def test_a_gap_that_is_made_smaller_is_found():
    problem, plan, certificate = short_by(50, 100)
    forged = (
        replace(certificate, gap=1),
        replace(certificate, gap=1, bound=certificate.value + 1),
        replace(certificate, score=10_000),
    )
    for one in forged:
        assert not verify(problem, plan, one, within=0.1).ok
        assert not verify(problem, plan, one, within=ANY_GAP).ok


def test_what_is_asked_of_the_solver_satisfies_the_checker():
    stopped = 0
    for seed in range(12):
        problem = a_county(seed, villages=60, partners=60, share=0.3, span=2)
        for gap in (0.001, 0.01, 0.1):
            plan = solve(problem, gap=gap)
            certificate = certify(problem, plan)
            assert verify(problem, plan, certificate, within=gap).ok
            stopped += certificate.gap > 0
    assert stopped > 3
