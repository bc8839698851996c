"""Falling back needs a text in force (giving an amendment up is in test_amend)."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import services
from lianjian.ground.core import actors
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


def test_a_first_text_has_nothing_to_fall_back_on(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Invalid, match="no text in force"):
        services.fall_back(world.mei.actor, accord=accord)


def test_an_amendment_whose_time_ran_out_lapses(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    services.amend(world.mei.actor, accord=makers.seen(accord, world.mei.scope))
    services.fall_back(actors.system("expired"), accord=makers.seen(accord))
    assert makers.text(accord).outcome == "lapsed"
    assert makers.seen(accord).state == "active"


def test_only_the_issuer_gives_it_up(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    services.amend(world.mei.actor, accord=makers.seen(accord, world.mei.scope))
    with pytest.raises(Denied):
        services.fall_back(world.lin.actor, accord=makers.seen(accord, world.lin.scope))
