"""A person adds a natural village that no list has."""

from __future__ import annotations

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import add_hamlet

from .makers import the


def test_the_coordinator_adds_one_below_the_county(world: World):
    made = add_hamlet(world.mei.actor, parent=world.county, name="蔡家沟")
    assert made.code == world.county.code + 1
    assert (made.official, made.level, made.core, made.initials) == (
        False,
        "hamlet",
        "蔡家沟",
        "cjg",
    )


def test_the_village_secretary_adds_one_below_their_village(world: World):
    village = the("990101001201")
    first = add_hamlet(world.lin.actor, parent=village, name="上湾")
    second = add_hamlet(world.lin.actor, parent=village, name="下湾")
    assert [first.code, second.code] == [village.code + 1, village.code + 2]


def test_a_name_that_is_there_already_is_not_added_twice(world: World):
    first = add_hamlet(world.xu.actor, parent=world.town, name="上湾村")
    assert add_hamlet(world.xu.actor, parent=world.town, name=" 上湾 ") == first


def test_the_next_county_adds_none_here(world: World):
    with pytest.raises(Denied, match="石桥镇"):
        add_hamlet(world.hao.actor, parent=world.town, name="上湾")


def test_a_partner_adds_none(world: World):
    with pytest.raises(Denied):
        add_hamlet(world.wen.actor, parent=world.town, name="上湾")


def test_it_lies_in_a_county_or_below(world: World):
    with pytest.raises(Invalid):
        add_hamlet(system("a test"), parent=makers.a_division("99"), name="上湾")


@pytest.mark.parametrize("name", ["", "湾", "湾" * 101])
def test_a_name_has_two_to_a_hundred_characters(world: World, name: str):
    with pytest.raises(Invalid) as refused:
        add_hamlet(world.mei.actor, parent=world.town, name=name)
    assert "name" in refused.value.fields


def test_the_thousandth_finds_no_code_any_more(world: World):
    Division.objects.create(
        code=world.town.code + 999,
        name="末湾",
        core="末湾",
        initials="mw",
        level="hamlet",
        parent=world.town,
        official=False,
        valid_from=makers.LONG_AGO,
    )
    with pytest.raises(Invalid, match="999"):
        add_hamlet(world.mei.actor, parent=world.town, name="上湾")
