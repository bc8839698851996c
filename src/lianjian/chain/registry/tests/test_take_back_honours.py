"""Honours of a report are read with whose they are, taken with their source, and go again."""

from __future__ import annotations

import pytest
from tests.cast import World, a_world
from tests.reports.said import a_report, lines, proposals, taken, weighed

from lianjian.chain.registry import services
from lianjian.chain.registry.models import Honour, Source
from lianjian.chain.registry.receiving import HONOURS
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import taking_back
from lianjian.ground.core.receives import Standing
from lianjian.ground.core.reports import Proposed
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db

TEXT = "2024年3月，石桥村党支部被示例县委组织部评为“先进基层党组织”。"
UNDATED = "石桥村党支部先后被评为省级“党建示范点”。"


@pytest.fixture
def world() -> World:
    world = a_world()
    a_branch(world.stone)
    return world


def read(world: World, text: str = TEXT) -> list[Proposed]:
    mei = world.mei.actor
    return proposals(HONOURS, mei, a_report(text, by=mei, outlet="示例日报"))


def test_an_honour_has_its_holder_its_giver_its_level_and_its_year(world: World):
    [line] = read(world)
    values = {name: line.values[name] for name in ("holder", "title", "level", "year")}
    assert values == {
        "holder": "石桥村党支部",
        "title": "先进基层党组织",
        "level": "county",
        "year": "2024",
    }
    assert "组织部" in line.values["issuer"]


def test_giver_and_year_that_the_text_does_not_say_are_asked(world: World):
    [line] = read(world, UNDATED)
    assert set(line.asks) == {"issuer", "year"}
    assert line.values["level"] == "province"


def test_who_takes_no_part_in_anything_of_ours_is_left_alone(world: World):
    assert read(world, "示例县文化馆被示例县委组织部评为“先进集体”。") == []


def test_it_is_taken_is_known_afterwards_and_goes_again(world: World):
    mei = world.mei.actor
    batch = taken(HONOURS, mei, lines(HONOURS, read(world)))
    assert Honour.within(mei.scope).get().source is not None
    [again] = weighed(HONOURS, mei, lines(HONOURS, read(world)))
    assert again.standing == Standing.UNCHANGED
    back = taking_back.weigh(mei, batch.trace.sealed(), file="report.txt")
    with pytest.raises(Denied):
        services.take_back_honours(world.hao.actor, back=back)
    assert services.take_back_honours(mei, back=back) == 2
    assert not Honour.within(mei.scope).exists()
    assert not Source.within(mei.scope).exists()
