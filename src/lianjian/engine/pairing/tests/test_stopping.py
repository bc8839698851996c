"""Wherever it is stopped, there is a plan that keeps every rule, and the truth about it."""

from __future__ import annotations

import itertools

import pytest

from lianjian.engine.pairing import Plan, Problem, certify, solve, solver, verify
from lianjian.engine.pairing.progress import Step

from .makers import a_busy_problem, a_county, is_allowed


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "TURNS", 5)
    monkeypatch.setattr(solver, "STEPS", 8)


def stopped_after(problem: Problem, most: int) -> tuple[Plan, list[Step]]:
    seen: list[Step] = []

    def watch(step: Step) -> bool:
        seen.append(step)
        return len(seen) > most

    return solve(problem, watch=watch), seen


def test_wherever_it_is_stopped_the_plan_is_allowed_and_its_gap_is_true():
    for seed in range(25):
        problem = a_busy_problem(seed)
        best = certify(problem, solve(problem)).value
        for most in itertools.count():
            plan, steps = stopped_after(problem, most)
            assert is_allowed(problem, plan.pairs.tolist()), (seed, most)
            certificate = certify(problem, plan)
            assert certificate.value <= best <= certificate.bound, (seed, most)
            report = verify(problem, plan, certificate)
            assert (report.value, report.bound) == (certificate.value, certificate.bound)
            if len(steps) <= most:
                break
        assert certificate.gap == 0


def test_what_it_says_of_its_gap_is_what_the_certificate_says():
    """What is over may be let go of, and room filled, better than was said; never worse."""
    looked = 0
    for seed in range(8):
        problem = a_county(seed, villages=60, partners=60, share=0.3, span=2)
        _plan, steps = stopped_after(problem, 10**9)
        for most, step in enumerate(steps):
            if step.gap is not None and looked < 60:
                looked += 1
                plan, _ = stopped_after(problem, most)
                assert certify(problem, plan).gap <= step.gap
    assert looked > 20


def test_a_gap_that_is_asked_for_is_kept_and_stops_it_earlier():
    earlier = 0
    for seed in range(20):
        problem = a_county(seed, villages=60, partners=60, share=0.3, span=2)
        plan = solve(problem, gap=0.02)
        assert certify(problem, plan).relative_gap <= 0.02
        assert certify(problem, solve(problem)).gap == 0
        earlier += certify(problem, plan).gap > 0
    assert earlier


def test_stopped_at_the_lowest_prices_the_plan_is_the_best_and_its_prices_prove_it():
    problem = a_county(5, villages=40, partners=40, share=0.3, span=1)
    best = solve(problem)
    stops = [n for n, step in enumerate(stopped_after(problem, 10**9)[1]) if step.phase == "lowest"]
    assert len(stops) > 5
    dearer = 0
    for most in stops:
        plan, steps = stopped_after(problem, most)
        assert steps[-1].phase == "lowest"
        assert steps[-1].gap == 0
        assert plan.pairs.tolist() == best.pairs.tolist()
        assert verify(problem, plan, certify(problem, plan)).ok
        assert (plan.prices >= best.prices).all()
        dearer += int((plan.prices > best.prices).any())
    assert dearer == len(stops)


def test_it_tells_the_score_of_the_plan_that_would_be_left():
    problem = a_county(3, villages=60, partners=60, share=0.3, span=2)
    _plan, steps = stopped_after(problem, 10**9)
    for most, step in enumerate(steps):
        if step.score is not None and step.phase != "lowest":
            plan, _ = stopped_after(problem, most)
            assert certify(problem, plan).score >= step.score > 0


def test_it_tells_its_phases_in_order():
    _plan, steps = stopped_after(a_county(3, span=1), 10**9)
    phases = list(dict.fromkeys(step.phase for step in steps))
    assert phases == ["layout", "auction", "ways", "takers", "lowest"]
    assert all(0 <= step.done <= step.whole for step in steps)
