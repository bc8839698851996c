"""Sharing follows from a round or a pairing and ends with it."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.exchange import selectors, services
from lianjian.chain.exchange.models import Sharing
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied

from .makers import a_need

BY_SYSTEM = system("a test of sharing")


def test_it_shares_once_and_stops(world: World):
    stone = a_branch(world.stone)
    a_need(stone)
    for _twice in range(2):
        services.share(BY_SYSTEM, branches=[stone], cause="round:1", organisation=world.society)
    assert Sharing.within(world.lin.scope).count() == 1
    assert selectors.needs(world.bo.scope).count() == 1
    services.stop_sharing(BY_SYSTEM, cause="round:1")
    assert selectors.needs(world.bo.scope).count() == 0


def test_it_stops_for_one_branch_and_goes_on_for_the_other(world: World):
    stone, other = a_branch(world.stone), a_branch(world.stone, unit="二组")
    a_need(stone)
    a_need(other)
    services.share(BY_SYSTEM, branches=[stone, other], cause="round:1", organisation=world.society)
    services.stop_sharing(BY_SYSTEM, cause="round:1", branches=[stone])
    assert [need.branch for need in selectors.needs(world.bo.scope)] == [other]


def test_nobody_lets_themselves_in(world: World):
    stone = a_branch(world.stone)
    for who in (world.bo, world.mei, world.lin, world.wen):
        with pytest.raises(Denied):
            services.share(who.actor, branches=[stone], cause="x", organisation=world.society)
        with pytest.raises(Denied):
            services.stop_sharing(who.actor, cause="x")
