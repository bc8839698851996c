"""Codes change; who may see what does not."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.places import selectors
from lianjian.ground.places.codes import full_code
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import renumber

from .makers import the

ME = system("a test")
DAY = dt.date(2026, 1, 1)


def sees(post, organisation) -> bool:
    return Organisation.within(actor_for(post).scope).filter(pk=organisation.pk).exists()


def coordinator(division: Division):
    return makers.a_post(Role.COUNTY_COORDINATOR, division=division)


def test_an_old_villages_records_stay_visible_to_the_new_county_and_hidden_from_the_next(
    world: World,
):
    new = renumber(ME, division=world.county, code=full_code("990181"), day=DAY, name="示例市")
    assert sees(coordinator(new), world.stone)
    assert not sees(coordinator(world.next_county), world.stone)
    assert not sees(world.hao.post, world.stone)


def test_the_control_a_scope_of_the_new_range_alone_would_lose_them(world: World):
    the_old_code = full_code("990101001201")
    new = renumber(ME, division=world.county, code=full_code("990181"), day=DAY)
    assert not new.range[0] <= the_old_code < new.range[1]


def test_a_post_of_the_old_county_sees_what_is_new_in_it(world: World):
    renumber(ME, division=world.county, code=full_code("990181"), day=DAY)
    newcomer = makers.an_organisation("新村", kind=Kind.VILLAGE, affiliation=the("990181001201"))
    world.mei.post.refresh_from_db()
    assert sees(world.mei.post, newcomer)
    assert not sees(world.hao.post, newcomer)


def test_everything_below_moves_along_and_keeps_its_own_digits(world: World):
    old = the("990101001201")
    renumber(ME, division=world.county, code=full_code("990181"), day=DAY, name="示例市")
    village = the("990181001201")
    assert village.name == old.name
    assert [one.name for one in selectors.path(village)][-3:] == ["示例市", "石桥镇", "石桥村"]
    assert list(village.predecessors.all()) == [old]
    old.refresh_from_db()
    assert old.valid_to == DAY
    assert list(old.successors.all()) == [village]


def test_a_merger_covers_both_and_no_former_post_grows(world: World):
    other = makers.an_organisation("邻村", kind=Kind.VILLAGE, affiliation=world.next_county)
    merged = renumber(ME, division=world.county, code=full_code("990190"), day=DAY)
    again = renumber(ME, division=world.next_county, code=full_code("990190"), day=DAY)
    assert merged == again
    assert sees(coordinator(merged), world.stone)
    assert sees(coordinator(merged), other)
    world.mei.post.refresh_from_db()
    world.hao.post.refresh_from_db()
    assert not sees(world.hao.post, world.stone)
    assert not sees(world.mei.post, other)


def test_a_village_that_went_to_the_next_county_takes_its_records_along(world: World):
    makers.a_division("990102007")
    renumber(ME, division=the("990101001201"), code=full_code("990102007205"), day=DAY)
    world.hao.post.refresh_from_db()
    assert sees(world.hao.post, world.stone)


def test_two_renumberings_one_after_the_other_are_both_followed(world: World):
    once = renumber(ME, division=world.county, code=full_code("990181"), day=DAY)
    twice = renumber(ME, division=once, code=full_code("990182"), day=dt.date(2026, 6, 1))
    assert sees(coordinator(twice), world.stone)


def test_a_scope_asks_one_question_for_a_county_that_never_changed(
    world: World, django_assert_num_queries
):
    with django_assert_num_queries(1):
        selectors.ranges(world.county)


def test_only_the_administrator_renumbers(world: World):
    with pytest.raises(Denied):
        renumber(world.mei.actor, division=world.county, code=full_code("990181"), day=DAY)


@pytest.mark.parametrize("code", [full_code("990101"), full_code("990101001")])
def test_a_code_of_another_level_or_the_same_is_refused(world: World, code: int):
    with pytest.raises(Invalid):
        renumber(ME, division=world.county, code=code, day=DAY)


def test_what_ended_is_not_renumbered_again(world: World):
    renumber(ME, division=world.county, code=full_code("990181"), day=DAY)
    world.county.refresh_from_db()
    with pytest.raises(Invalid):
        renumber(ME, division=world.county, code=full_code("990182"), day=DAY)
