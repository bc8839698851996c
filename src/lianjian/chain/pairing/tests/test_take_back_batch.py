"""What a file brought of pairings goes again: the places are free, nothing is shared any more."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World

from lianjian.chain.exchange.models import Sharing
from lianjian.chain.pairing import services, span
from lianjian.chain.pairing.models import Pairing, Proposal
from lianjian.chain.pairing.tests.makers import a_proposal, a_round
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import taking_back
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db

ALL = Scope.of_everything()


@pytest.fixture
def sides(world: World) -> tuple[Branch, Branch]:
    return a_branch(world.stone), a_branch(world.university)


@pytest.fixture
def back(world: World, sides: tuple[Branch, Branch]) -> Back:
    """Of a file that brought one pairing; a proposal to the same village was overtaken."""
    a_proposal(sides[0], a_branch(world.society), round=a_round(world.county, state="published"))
    trace = Trace()
    pairing = services.record_existing(
        world.mei.actor, village=sides[0], partner=sides[1], agreed_on=dt.date(2024, 3, 5)
    )
    trace.made([pairing])
    return taking_back.weigh(world.mei.actor, trace.sealed(), file="a file")


def test_the_places_are_free_and_nothing_is_shared(
    world: World, sides: tuple[Branch, Branch], back: Back
):
    keys = [one.pk for one in sides]
    assert sum(span.held(keys).values()) == 2
    assert services.take_back_batch(world.mei.actor, back=back) == 1
    assert sum(span.held(keys).values()) == 0
    assert not Pairing.within(ALL).exists()
    assert not Sharing.within(ALL).exists()


def test_a_proposal_that_it_overtook_stays_overtaken(world: World, back: Back):
    services.take_back_batch(world.mei.actor, back=back)
    assert Proposal.within(ALL).get().state == "overtaken"


@pytest.mark.parametrize("who", ["hao", "lin", "wen", "xu"])
def test_nobody_else_takes_it_back(world: World, back: Back, who: str):
    with pytest.raises(Denied):
        services.take_back_batch(getattr(world, who).actor, back=back)
    assert Pairing.within(ALL).count() == 1
