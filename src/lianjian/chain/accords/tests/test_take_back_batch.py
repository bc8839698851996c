"""What a file brought of joint bodies and accords goes again; nothing that was signed here does."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.ground.core import taking_back
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Denied

from .makers import a_body_at_work, of_before

pytestmark = pytest.mark.django_db


@pytest.fixture
def back(world: World) -> Back:
    """Of files that brought a joint body and an accord."""
    accord, body = of_before(world), a_body_at_work(world)
    trace = Trace()
    trace.made([accord, body, *selectors.parts_of(world.mei.scope, [accord])])
    trace.made(selectors.body(world.mei.scope, body.pk).members.all())
    return taking_back.weigh(world.mei.actor, trace.sealed(), file="a file")


def test_a_joint_body_and_an_accord_go_with_their_parts(world: World, back: Back):
    assert back.counts() == {"accords.Accord": 1, "accords.JointBody": 1}
    services.take_back_batch(world.mei.actor, back=back)
    assert not Accord.within(world.mei.scope).exists()
    assert not JointBody.within(world.mei.scope).exists()


@pytest.mark.parametrize("who", ["hao", "lin", "wen", "xu"])
def test_nobody_else_takes_them_back(world: World, back: Back, who: str):
    with pytest.raises(Denied):
        services.take_back_batch(getattr(world, who).actor, back=back)
    assert Accord.within(world.mei.scope).count() == 1
