"""Ending an accord before its time."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


def test_it_is_out_of_force_today(world: World):
    accord = makers.seen(makers.an_accord(makers.a_society_accord(world)), world.bo.scope)
    services.terminate(world.bo.actor, accord=accord, reason="各方协商一致")
    now = makers.seen(accord)
    assert now.state == "terminated"
    assert selectors.text_in_force(now) is None


def test_an_amendment_on_its_way_is_withdrawn_first(world: World):
    accord = makers.seen(makers.an_accord(makers.three_parties(world)), world.mei.scope)
    services.amend(world.mei.actor, accord=accord)
    with pytest.raises(Invalid):
        services.terminate(world.mei.actor, accord=accord, reason="各方协商一致")


def test_it_says_why(world: World):
    accord = makers.seen(makers.an_accord(makers.three_parties(world)), world.mei.scope)
    with pytest.raises(Invalid):
        services.terminate(world.mei.actor, accord=accord, reason="")


def test_the_county_does_not_terminate_a_societys_accord(world: World):
    accord = makers.an_accord(makers.a_society_accord(world))
    with pytest.raises(Denied):
        services.terminate(world.mei.actor, accord=accord, reason="不是发起方")
