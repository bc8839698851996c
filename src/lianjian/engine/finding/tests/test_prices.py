"""Who is liked by too many must not fill every list: what candidates at supposed prices are for."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lianjian.engine import pairing as engine
from lianjian.engine.finding import Ground, Limits, Partners, Posted, Weights, nothing_named, reach
from lianjian.engine.finding.looking import Sight, prices

from .makers import World, a_world
from .test_city import all_found

COUNTIES = (350302, 350303, 350304, 350521)


def a_crowd(seed: int, limits: Limits, *, places: int) -> World:
    """Many villages, and partners whom some like far more than others: by what they said."""
    world = a_world(seed, 240, 240, limits, Weights(50, 0, 20, 30), counties=COUNTIES)
    lot = np.random.default_rng(seed)
    partners = world.ground.partners
    # From the one that is liked best to the one that is liked least, by room and word.
    word = np.sort(lot.integers(0, 1_000_000, len(partners)))[::-1]
    liked = Partners(
        partners.home,
        np.full(len(partners), -1),
        np.full(len(partners), places),
        np.zeros(len(partners), dtype=np.int64),
        word,
        partners.offers,
        np.full(len(partners), places),
    )
    villages = dataclasses.replace(
        world.ground.villages, room=np.full(240, 1), word=np.full(240, 600_000)
    )
    ground = Ground(villages, liked, nothing_named(), world.ground.weights, limits)
    return World(ground, world.needs, world.offers)


def value(world: World) -> int:
    """The score of the best plan among what is found."""
    found, ground = all_found(world), world.ground
    problem = engine.Problem.of(
        engine.Villages(list(range(240)), ground.villages.room, np.zeros(240, dtype=np.bool_)),
        engine.Partners(list(range(240)), ["one"] * 240, ground.partners.room),
        engine.Candidates(found.village, found.partner, found.score, by_row=True),
    )
    return int(problem.score[engine.solve(problem).pairs].sum())


@pytest.mark.parametrize("seed", range(3))
def test_the_plan_is_hardly_worse_than_that_of_all_pairs(seed):
    few = dataclasses.replace(Limits(), per_village=6, at_prices=14, per_partner=4, bought=28)
    best = value(a_crowd(seed, Limits.none(), places=1))
    mine = value(a_crowd(seed, few, places=1))
    assert mine > 0.995 * best
    # The control: as many for each village, all of them those that everybody likes.
    crowded = dataclasses.replace(few, per_village=20, at_prices=0, bought=0)
    assert value(a_crowd(seed, crowded, places=1)) < 0.98 * best


def test_a_place_costs_nothing_where_there_are_plenty():
    def of(places: int) -> np.ndarray:
        world = a_crowd(1, Limits(), places=places)
        needs, offers = Posted.of(world.needs), Posted.of(world.offers)
        city = int(world.ground.cities()[0])
        first, behind = world.ground.of_city(city)
        sight = Sight(world.ground, city, reach(world.ground, city), offers)
        return prices(sight, needs, first, behind)

    scarce, plenty = of(1), of(50)
    assert (scarce > 0).mean() > 0.6
    assert (plenty > 0).mean() < 0.1
    assert scarce.max() > plenty.max() >= 0
