from __future__ import annotations

import random

import numpy as np
import pytest

from lianjian.engine import pairing as engine
from lianjian.engine.pairing import Problem, State
from lianjian.engine.pairing.tables import Bools, Ints

from .makers import KINDS, RULES, best_by_trying, figures

World = tuple[Ints, Bools, list[int], list[bool], list[str], list[int]]
"""Scores and what is allowed (villages, partners), room, must serve; kinds, spans."""


def a_grid(seed: int) -> World:
    """Scores, what is allowed, and the two sides of a small world."""
    lot = random.Random(seed)
    villages, partners = lot.randint(1, 4), lot.randint(1, 4)
    step = lot.choice([1, 250_000, 500_000])
    score = np.array(
        [
            [lot.randint(0, 1_000_000 // step) * step for _ in range(partners)]
            for _ in range(villages)
        ]
    )
    allowed = np.array([[lot.random() < 0.8 for _ in range(partners)] for _ in range(villages)])
    return (
        score,
        allowed,
        [lot.choice([0, 1, 1, 2, 3]) for _ in range(villages)],
        [lot.random() < 0.5 for _ in range(villages)],
        [lot.choice(KINDS) for _ in range(partners)],
        [lot.choice([0, 1, 1, 2, 3]) for _ in range(partners)],
    )


def the_problem(world: World, mask: Bools, seed: int) -> Problem:
    score, _allowed, room, must, kinds, span = world
    village, partner = np.nonzero(mask)
    return Problem.of(
        engine.Villages(list(range(len(room))), room, must),
        engine.Partners(list(range(len(span))), kinds, span),
        engine.Candidates(
            village.tolist(),
            partner.tolist(),
            score[village, partner].tolist(),
            [State.FREE] * len(village),
        ),
        RULES[seed % len(RULES)],
    )


def solved_by_pricing(world: World, seed: int) -> tuple[Problem, engine.Plan]:
    score, allowed, *_rest = world
    mask = engine.nearest(score, allowed, np.zeros_like(allowed), per_village=1, per_partner=0)
    while True:
        problem = the_problem(world, mask, seed)
        plan = engine.solve(problem)
        more = engine.overlooked(problem, plan, score, allowed & ~mask)
        if not more.any():
            return problem, plan
        mask |= more


@pytest.mark.parametrize("seed", range(300))
def test_a_plan_from_a_few_candidates_is_the_best_of_all_pairs(seed: int) -> None:
    world = a_grid(seed)
    everything = the_problem(world, world[1], seed)
    problem, plan = solved_by_pricing(world, seed)
    assert figures(problem, plan.pairs.tolist()) == best_by_trying(everything)


def test_without_the_second_look_a_plan_from_a_few_candidates_is_not_the_best() -> None:
    """The control: the best of each village alone is not enough."""
    worse = 0
    for seed in range(300):
        world = a_grid(seed)
        mask = engine.nearest(
            world[0], world[1], np.zeros_like(world[1]), per_village=1, per_partner=0
        )
        problem = the_problem(world, mask, seed)
        few = figures(problem, engine.solve(problem).pairs.tolist())
        worse += few < best_by_trying(the_problem(world, world[1], seed))
    assert worse > 30


def test_it_takes_the_best_of_each_village_and_of_each_partner() -> None:
    score = np.array([[9, 5, 1], [8, 7, 2], [6, 3, 4]])
    allowed = np.ones((3, 3), dtype=bool)
    never = np.zeros((3, 3), dtype=bool)
    chosen = engine.nearest(score, allowed, never, per_village=1, per_partner=1)
    assert np.argwhere(chosen).tolist() == [[0, 0], [1, 0], [1, 1], [2, 0], [2, 2]]


def test_what_is_not_allowed_is_never_a_candidate_even_when_it_always_should_be() -> None:
    score = np.array([[9, 5]])
    allowed = np.array([[False, True]])
    chosen = engine.nearest(score, allowed, np.array([[True, False]]), per_village=1, per_partner=1)
    assert chosen.tolist() == [[False, True]]


def test_of_equals_it_takes_the_first_ones_and_no_more() -> None:
    score, allowed = np.full((1, 5), 7), np.ones((1, 5), dtype=bool)
    chosen = engine.nearest(score, allowed, ~allowed, per_village=2, per_partner=0)
    assert chosen.tolist() == [[True, True, False, False, False]]
