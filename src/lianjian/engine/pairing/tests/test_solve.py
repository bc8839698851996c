"""The plan is the best there is, always, and its prices prove it."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.sizes import size

from lianjian.engine.pairing import (
    Candidates,
    Partners,
    Plan,
    Problem,
    Rules,
    State,
    Villages,
    certify,
    solve,
    verify,
)

from .makers import a_county, a_problem, a_random_problem, best_by_trying, figures

TINY = size(400, long=20_000)


def proven(problem: Problem) -> Plan:
    plan = solve(problem)
    certificate = certify(problem, plan)
    report = verify(problem, plan, certificate)
    assert report.ok, report.faults
    assert certificate.gap == 0
    return plan


def test_it_finds_what_trying_every_plan_finds():
    for seed in range(TINY):
        problem = a_random_problem(seed)
        plan = proven(problem)
        assert figures(problem, plan.pairs.tolist()) == best_by_trying(problem), seed


def test_trying_every_plan_would_catch_a_greedy_solver():
    caught = sum(
        figures(problem, _greedy(problem)) < best_by_trying(problem)
        for problem in map(a_random_problem, range(200))
    )
    assert caught >= 10


def _greedy(problem: Problem) -> list[int]:
    """The seeded fault: best pair first, never looking back."""
    from .makers import is_allowed

    plan: list[int] = problem.locked().tolist()
    for row in np.argsort(-problem.worth, kind="stable").tolist():
        if problem.state[row] == State.FREE and is_allowed(problem, [*plan, row]):
            plan.append(row)
    return plan


@pytest.mark.parametrize("grid", [1, 50_000, 1_000_000])
@pytest.mark.parametrize("span", [1, 2, 20])
def test_it_proves_a_round_of_twenty_villages(grid: int, span: int):
    for seed in range(3):
        proven(a_county(seed, grid=grid, span=span))


def test_it_reaches_gap_0_from_any_plan_to_begin_with():
    for seed in range(100):
        problem = a_random_problem(seed, villages=6, partners=6, most=20)
        lot = random.Random(seed)
        some = np.array([row for row in range(len(problem)) if lot.random() < 0.5], dtype=np.int64)
        begun = solve(problem, start=Plan(some, np.zeros(len(problem.partner_id), dtype=np.int64)))
        assert verify(problem, begun, certify(problem, begun)).ok, seed
        assert certify(problem, begun).value == certify(problem, solve(problem)).value


def test_the_same_tables_in_another_order_give_the_same_plan_and_prices():
    for seed in range(60):
        problem = a_random_problem(seed) if seed % 3 else a_county(seed, grid=250_000)
        shuffled, names = _shuffled(problem, seed)
        one, other = solve(problem), solve(shuffled)
        assert _named(problem, one) == _named(shuffled, other), seed
        assert problem.digest() == shuffled.digest()
        prices = dict(zip(problem.partner_id, one.prices.tolist(), strict=True))
        assert prices == dict(zip(shuffled.partner_id, other.prices.tolist(), strict=True))
        assert names


def _shuffled(problem: Problem, seed: int) -> tuple[Problem, list[int]]:
    lot = random.Random(seed)
    v, p, c = (
        lot.sample(range(n), n)
        for n in (len(problem.village_id), len(problem.partner_id), len(problem))
    )
    caps = {kind: int(problem.kind_cap[t]) for t, kind in enumerate(problem.kinds)}
    made = Problem.of(
        Villages(
            [problem.village_id[i] for i in v],
            problem.village_capacity[v].tolist(),
            problem.must_serve[v].tolist(),
        ),
        Partners(
            [problem.partner_id[j] for j in p],
            [problem.kinds[problem.kind[j]] for j in p],
            problem.partner_capacity[p].tolist(),
        ),
        Candidates(
            [problem.village_id[problem.village[n]] for n in c],
            [problem.partner_id[problem.partner[n]] for n in c],
            problem.score[c].tolist(),
            problem.state[c].tolist(),
            problem.keep[c].tolist(),
        ),
        Rules(by_kind=caps),
    )
    return made, [*v, *p, *c, 1]


def _named(problem: Problem, plan: Plan) -> set[tuple[str, str]]:
    return {
        (problem.village_id[problem.village[n]], problem.partner_id[problem.partner[n]])
        for n in plan.pairs
    }


def test_a_third_of_every_score_gives_a_third_of_the_value():
    for seed in range(60):
        problem = a_random_problem(seed)
        scaled = a_scaled(problem, 3)
        whole, third = certify(scaled, solve(scaled)), certify(problem, solve(problem))
        assert whole.must_served == third.must_served
        assert whole.score == 3 * third.score


def a_scaled(problem: Problem, factor: int) -> Problem:
    from dataclasses import replace

    return replace(problem, score=problem.score * factor, keep=problem.keep * factor)


def test_it_is_the_same_twice():
    problem = a_county(8, grid=250_000)
    one, other = solve(problem), solve(problem)
    assert one.pairs.tolist() == other.pairs.tolist()
    assert one.prices.tolist() == other.prices.tolist()


@pytest.mark.parametrize(
    ("villages", "partners", "candidates"),
    [
        ([], [], []),
        ([("v", 1, True)], [], []),
        ([], [("p", "other", 1)], []),
        ([("v", 1, True)], [("p", "other", 1)], []),
        ([("v", 0, True)], [("p", "other", 1)], [("v", "p", 1_000_000)]),
        ([("v", 1, True)], [("p", "other", 0)], [("v", "p", 1_000_000)]),
        ([("v", 1, True)], [("p", "other", 1)], [("v", "p", 1_000_000, State.FORBIDDEN)]),
        ([("v", 1, True)], [("p", "other", 1)], [("v", "p", 0)]),
    ],
    ids=[
        "nothing",
        "no partner",
        "no village",
        "no candidate",
        "no room",
        "no slot",
        "forbidden",
        "worth nothing",
    ],
)
def test_it_answers_when_there_is_little_to_choose(villages, partners, candidates):
    problem = a_problem(villages, partners, candidates)
    plan = proven(problem)
    assert figures(problem, plan.pairs.tolist()) == best_by_trying(problem)


def test_a_village_that_must_be_served_takes_even_a_pair_worth_nothing():
    problem = a_problem([("v", 1, True)], [("p", "other", 1)], [("v", "p", 0)])
    assert proven(problem).pairs.tolist() == [0]


def test_when_all_pairs_are_equal_as_many_as_fit_are_made():
    v = [(f"v{i}", 1, False) for i in range(5)]
    p = [(f"p{j}", "other", 1) for j in range(4)]
    problem = a_problem(v, p, [(i, j, 500_000) for i, *_ in v for j, *_ in p])
    assert len(proven(problem).pairs) == 4


def test_when_everyone_wants_one_partner_its_price_is_what_the_next_village_would_gain():
    scores = [900_000, 700_000, 650_000, 100_000]
    v = [(f"v{i}", 1, False) for i in range(4)]
    problem = a_problem(
        v, [("p", "university", 2)], [(f"v{i}", "p", s) for i, s in enumerate(scores)]
    )
    plan = proven(problem)
    assert plan.pairs.tolist() == [0, 1]
    assert plan.prices.tolist() == [650_000]


def test_a_chain_of_twelve_villages_that_must_be_served_serves_all_twelve():
    """A bonus of ten scores left one of them out: B must outweigh the whole plan."""
    n = 12
    v = [(f"v{i:02}", 1, True) for i in range(n)]
    p = [(f"p{j:02}", "other", 1) for j in range(n)]
    rows = [(f"v{i:02}", f"p{i:02}", 0) for i in range(n)]
    rows += [(f"v{i:02}", f"p{i + 1:02}", 1_000_000) for i in range(n - 1)]
    problem = a_problem(v, p, rows)
    assert certify(problem, proven(problem)).must_served == n


def test_a_lock_stays_in_and_a_refusal_stays_out():
    for seed in range(100):
        problem = a_random_problem(seed)
        chosen = solve(problem).chosen()
        assert set(problem.locked().tolist()) <= chosen
        assert not {row for row in chosen if problem.state[row] == State.FORBIDDEN}


def test_one_partner_of_a_kind_leaves_the_second_university_to_another_village():
    v = [("stone", 2, False), ("pine", 2, False)]
    p = [("u1", "university", 1), ("u2", "university", 1)]
    rows = [("stone", "u1", 900_000), ("stone", "u2", 800_000), ("pine", "u2", 10_000)]
    assert proven(a_problem(v, p, rows)).pairs.tolist() == [0, 2]
    assert proven(a_problem(v, p, rows, Rules(per_kind=None))).pairs.tolist() == [0, 1]


def test_it_stays_exact_where_doubles_do_not():
    """Scores that differ by one micro-unit under a bonus of 10^11."""
    many = 3_000
    v = [("a", 1, True), ("b", 1, False), ("wide", many, False)]
    p = [("x", "other", 1), ("y", "other", 1)]
    fill = [(f"f{n}", "other", 0) for n in range(many)]
    rows = [("a", "x", 999_999), ("a", "y", 999_998), ("b", "x", 1_000_000), ("b", "y", 999_998)]
    rows += [("wide", name, 0) for name, *_ in fill]
    problem = a_problem(v, [*p, *fill], rows)
    assert problem.bonus > 3 * 10**9
    assert set(proven(problem).pairs.tolist()) == {1, 2}
