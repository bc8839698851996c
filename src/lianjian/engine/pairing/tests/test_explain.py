"""What it would cost to have that pair instead, exactly, and who would move."""

from __future__ import annotations

import random

from lianjian.engine.pairing import (
    Forced,
    Impossible,
    Move,
    Plan,
    Problem,
    Rules,
    State,
    certify,
    force,
    one_more_room,
    one_more_slot,
    price_parts,
    solve,
    verify,
)

from .makers import a_county, a_problem, a_random_problem, best_by_trying


def test_forcing_a_pair_costs_what_trying_every_plan_with_it_says():
    asked = 0
    for seed in range(150):
        problem = a_random_problem(seed)
        plan = solve(problem)
        before = certify(problem, plan)
        for row in range(len(problem)):
            answer = force(problem, plan, row)
            if isinstance(answer, Impossible):
                continue
            asked += 1
            locked = problem if problem.state[row] == State.LOCKED else problem.with_locked(row)
            served, score = best_by_trying(locked)
            assert before.must_served - served == answer.served_lost, (seed, row)
            assert before.score - score == answer.cost, (seed, row)
            assert verify(answer.problem, answer.plan, answer.certificate).ok
    assert asked > 200


def test_the_moves_add_up_to_the_cost_and_lead_from_plan_to_plan():
    lot = random.Random(5)
    for seed in range(4):
        problem = a_county(seed, span=1, grid=10_000)
        plan = solve(problem)
        for row in lot.sample(range(len(problem)), 20):
            answer = force(problem, plan, row)
            assert isinstance(answer, Forced)
            assert -sum(move.change for move in answer.moves) == answer.cost
            assert _moved(problem, plan, answer) == _pairs(answer.problem, answer.plan)
            pairs = {(int(problem.village[n]), int(problem.partner[n])) for n in plan.pairs}
            for move in answer.moves:
                if move.lost is not None:
                    pairs.remove((move.village, move.lost))
                if move.gained is not None:
                    pairs.add((move.village, move.gained))
            after = {(int(problem.village[n]), int(problem.partner[n])) for n in answer.plan.pairs}
            assert pairs == after


def test_the_chain_tells_who_makes_way_and_who_takes_the_free_place():
    """Stone takes Pine's partner; Pine falls back on the one that Stone leaves."""
    v = [("stone", 1, False), ("pine", 1, False)]
    p = [("p", "other", 1), ("q", "other", 1)]
    rows = [
        ("stone", "p", 900_000),
        ("stone", "q", 800_000),
        ("pine", "p", 100_000),
        ("pine", "q", 700_000),
    ]
    problem = a_problem(v, p, rows)
    answer = force(problem, solve(problem), 1)
    assert isinstance(answer, Forced)
    assert answer.moves == (Move(0, 0, 1, -100_000), Move(1, 1, 0, -600_000))
    assert answer.cost == 700_000


def test_a_pair_of_the_plan_costs_nothing():
    problem = a_county(2)
    plan = solve(problem)
    answer = force(problem, plan, int(plan.pairs[0]))
    assert isinstance(answer, Forced)
    assert (answer.cost, answer.moves) == (0, ())


def test_it_says_when_a_pair_cannot_be():
    v = [("stone", 1, False), ("pine", 1, False)]
    p = [("p", "other", 1)]
    rows = [("stone", "p", 1, State.LOCKED), ("pine", "p", 900_000)]
    problem = a_problem(v, p, rows)
    assert force(problem, solve(problem), 1) == Impossible("no_room")
    rows = [("stone", "p", 1, State.FORBIDDEN)]
    problem = a_problem(v, p, rows)
    assert force(problem, solve(problem), 0) == Impossible("forbidden")


def test_a_forced_pair_may_cost_a_village_that_must_be_served_its_only_partner():
    v = [("weak", 1, True), ("strong", 1, False)]
    rows = [("weak", "p", 100_000), ("strong", "p", 900_000)]
    problem = a_problem(v, [("p", "other", 1)], rows)
    answer = force(problem, solve(problem), 1)
    assert isinstance(answer, Forced)
    assert (answer.served_lost, answer.cost) == (1, -800_000)


def _pairs(problem: Problem, plan: Plan) -> set[tuple[int, int]]:
    return {(int(problem.village[n]), int(problem.partner[n])) for n in plan.pairs}


def _moved(problem: Problem, plan: Plan, answer: Forced) -> set[tuple[int, int]]:
    """The pairs of a plan after the moves of an answer."""
    pairs = _pairs(problem, plan)
    pairs -= {(move.village, move.lost) for move in answer.moves if move.lost is not None}
    return pairs | {(move.village, move.gained) for move in answer.moves if move.gained is not None}


def test_one_more_slot_is_worth_its_price_exactly():
    """The lowest prices are no mere bound: a re-solve with one more slot agrees, every time."""
    for seed in range(150):
        problem = a_random_problem(seed)
        plan = solve(problem)
        for partner in range(len(problem.partner_id)):
            answer = one_more_slot(problem, plan, partner)
            assert verify(answer.problem, answer.plan, answer.certificate).ok
            gained = -answer.cost - problem.bonus * answer.served_lost
            assert gained == plan.prices[partner], (seed, partner)
            assert -sum(move.change for move in answer.moves) == answer.cost
            assert _moved(problem, plan, answer) == _pairs(answer.problem, answer.plan)


def test_a_price_says_apart_whom_it_would_serve_and_what_it_adds():
    """A bonus is no score: a re-solve with one more slot serves and adds just these two."""
    served_some = 0
    for seed in range(150):
        problem = a_random_problem(seed)
        plan = solve(problem)
        served, score = price_parts(problem, plan)
        for partner in range(len(problem.partner_id)):
            answer = one_more_slot(problem, plan, partner)
            assert (-answer.served_lost, -answer.cost) == (served[partner], score[partner]), seed
        served_some += int((served > 0).sum())
    assert served_some > 10


def test_room_for_one_more_partner_is_worth_what_trying_every_plan_says():
    worth = 0
    for seed in range(150):
        problem = a_random_problem(seed)
        plan = solve(problem)
        before = best_by_trying(problem)
        for village in range(len(problem.village_id)):
            answer = one_more_room(problem, plan, village)
            after = best_by_trying(problem.with_room(village, 1))
            assert verify(answer.problem, answer.plan, answer.certificate).ok
            assert (before[0] - after[0], before[1] - after[1]) == (
                answer.served_lost,
                answer.cost,
            ), (seed, village)
            assert _moved(problem, plan, answer) == _pairs(answer.problem, answer.plan)
            worth += after != before
    assert worth > 20


def test_the_moves_of_one_more_slot_follow_from_each_other():
    """Pine takes the new place at p, and Stone takes the place that Pine leaves."""
    v = [("stone", 1, False), ("pine", 1, False), ("oak", 1, False)]
    p = [("p", "other", 1), ("q", "other", 1)]
    rows = [
        ("stone", "q", 300_000),
        ("pine", "p", 700_000),
        ("pine", "q", 600_000),
        ("oak", "p", 900_000),
    ]
    problem = a_problem(v, p, rows)
    answer = one_more_slot(problem, solve(problem), 0)
    assert answer.moves == (Move(1, 1, 0, 100_000), Move(0, None, 1, 300_000))
    # Nobody else is possible for Oak; Stone, with room for two, would have to take from Pine.
    assert one_more_room(problem, solve(problem), 2).moves == ()
    rows = [("stone", "p", 400_000), ("stone", "q", 900_000), ("pine", "p", 300_000)]
    problem = a_problem(v, [*p, ("r", "society", 1)], [*rows, ("pine", "r", 250_000)], Rules(2))
    answer = one_more_room(problem, solve(problem), 0)
    assert answer.moves == (Move(0, None, 0, 400_000), Move(1, 0, 2, -50_000))
