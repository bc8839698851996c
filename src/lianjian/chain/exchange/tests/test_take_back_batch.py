"""What a file brought of needs and offers goes again, by this room's own rules."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.exchange import services
from lianjian.chain.exchange.life import before_the_clock
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import taking_back
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Denied

from .makers import a_need

pytestmark = pytest.mark.django_db


@pytest.fixture
def back(world: World) -> Back:
    """Of a file that brought one need."""
    trace = Trace()
    trace.made([a_need(a_branch(world.stone), state="open")])
    return taking_back.weigh(world.mei.actor, trace.sealed(), file="a file")


def test_a_need_goes(world: World, back: Back):
    assert services.take_back_batch(world.mei.actor, back=back) == 1
    assert not Need.within(world.mei.scope).exists()


def test_the_village_takes_back_what_it_put_out_itself(world: World, back: Back):
    """A report that it confirmed comes this way."""
    assert services.take_back_batch(world.lin.actor, back=back) == 1


@pytest.mark.parametrize("who", ["hao", "wen", "xu"])
def test_nobody_else_takes_it_back(world: World, back: Back, who: str):
    with pytest.raises(Denied):
        services.take_back_batch(getattr(world, who).actor, back=back)
    assert Need.within(world.mei.scope).count() == 1


@pytest.mark.parametrize(
    ("now", "as_left"), [("expired", "open"), ("open", "open"), ("met", "met"), ("draft", "draft")]
)
def test_only_expiry_is_the_work_of_the_clock(now: str, as_left: str):
    assert before_the_clock({"state": now, "title": "路灯"}) == {"state": as_left, "title": "路灯"}
