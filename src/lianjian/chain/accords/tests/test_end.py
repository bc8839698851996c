"""Ending an accord, at its end or before its time."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


def test_it_ends_with_its_text(world: World):
    accord = makers.seen(makers.an_accord(makers.three_parties(world)), world.mei.scope)
    services.end(world.mei.actor, accord=accord, reason="期满")
    now = makers.seen(accord)
    assert (now.state, now.ended_on, now.end_reason) == ("ended", clock.today(), "期满")
    assert selectors.text_in_force(now) is None


def test_it_needs_a_reason(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    with pytest.raises(Invalid):
        services.end(world.mei.actor, accord=accord, reason=" ")


def test_what_never_bound_does_not_end(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Invalid):
        services.end(world.mei.actor, accord=accord, reason="期满")


def test_a_party_does_not_end_it_alone(world: World):
    accord = makers.seen(makers.an_accord(makers.three_parties(world)), world.lin.scope)
    with pytest.raises(Denied):
        services.end(world.lin.actor, accord=accord, reason="期满")
