"""A source that came with a report goes with it, and stays where somebody cited it since."""

from __future__ import annotations

import pytest
from tests.cast import World, a_world

from lianjian.chain.registry import citing, services
from lianjian.chain.registry.citing import Cited
from lianjian.chain.registry.models import Source
from lianjian.ground.core import taking_back
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db

CITED = Cited("石桥村的果园课堂", "示例日报")


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_source_is_entered_once_and_goes_with_its_report(world: World):
    mei, trace = world.mei.actor, Trace()
    first = citing.source_for(mei, CITED, trace)
    assert citing.source_for(mei, CITED, trace) == first
    back = taking_back.weigh(mei, trace.sealed(), file="report.txt")
    assert services.take_back_sources(mei, back=back) == 1
    assert not Source.within(mei.scope).exists()


def test_a_source_that_was_there_before_stays(world: World):
    mei, trace = world.mei.actor, Trace()
    services.enter_source(mei, title=CITED.title, outlet=CITED.outlet)
    citing.source_for(mei, CITED, trace)
    assert trace.sealed() == {}


def test_a_source_that_an_honour_cites_since_stays(world: World):
    mei, trace = world.mei.actor, Trace()
    source = citing.source_for(mei, CITED, trace)
    services.enter_honour(
        mei,
        holder=world.stone,
        title="先进基层党组织",
        issuer="中共示例县委",
        level="county",
        year=2024,
        source=source,
    )
    back = taking_back.weigh(mei, trace.sealed(), file="report.txt")
    assert services.take_back_sources(mei, back=back) == 0
    assert len(back.stays) == 1


def test_the_next_county_takes_nothing_of_it_back(world: World):
    trace = Trace()
    citing.source_for(world.mei.actor, CITED, trace)
    back = taking_back.weigh(world.mei.actor, trace.sealed(), file="report.txt")
    with pytest.raises(Denied):
        services.take_back_sources(world.hao.actor, back=back)
    assert Source.within(world.mei.scope).count() == 1
