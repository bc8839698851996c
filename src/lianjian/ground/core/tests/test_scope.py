"""Scope as one rule: ranges of codes, organisations, oneself."""

from __future__ import annotations

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st
from tests import makers
from tests.cast import World

from lianjian.ground.core.scope import EVERYTHING, NOTHING, Scope, either
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.codes import full_code, subtree
from lianjian.ground.places.models import Division


@pytest.mark.django_db
def test_a_range_takes_in_its_first_code_and_not_the_one_behind():
    county, next_county = makers.a_division("990101"), makers.a_division("990102")
    last = makers.a_division("990101999999")
    scope = Scope(ranges=(county.range,))
    inside = set(Division.objects.filter(scope.inside("code")))
    assert {county, last} <= inside
    assert next_county not in inside
    assert scope.covers(county.code)
    assert scope.covers(last.code)
    assert not scope.covers(next_county.code)


@pytest.mark.django_db
def test_two_ranges_are_both_inside():
    here, there = makers.a_division("990101"), makers.a_division("990103")
    between = makers.a_division("990102")
    scope = Scope(ranges=(here.range, there.range))
    assert set(Division.objects.filter(scope.inside("code"))) == {here, there}
    assert not scope.covers(between.code)


@given(st.integers(10, 99), st.integers(0, 10**13 - 1))
def test_a_code_lies_in_the_subtree_whose_digits_it_begins_with(province: int, rest: int):
    code = province * 10**13 + rest
    scope = Scope(ranges=(subtree(full_code(province), "province"),))
    assert scope.covers(code)
    assert not scope.covers(code + 10**13)


def test_an_empty_scope_sees_nothing():
    nothing = Scope.of_nothing()
    assert nothing.inside("code") == nothing.owns("pk") == nothing.is_self("pk") == NOTHING
    assert not nothing.covers(0)


def test_the_whole_scope_sees_everything():
    whole = Scope.of_everything()
    assert whole.inside("code") == whole.owns("pk") == whole.is_self("pk") == EVERYTHING
    assert whole.covers(0)


def test_either_of_two_sides_is_enough_and_none_is_not():
    a, b = Q(a=1), Q(b=2)
    assert either([]) == NOTHING
    assert either([a, EVERYTHING]) == EVERYTHING
    assert either([a, b]) == NOTHING | a | b


@pytest.mark.django_db
def test_a_village_s_people_do_not_see_the_village_beside_them(world: World):
    village = makers.a_division("990101001202", "邻村")
    beside = makers.an_organisation("邻村", kind="village", affiliation=village)
    assert not Organisation.within(world.lin.scope).filter(pk=beside.pk).exists()
    assert Organisation.within(world.xu.scope).filter(pk=beside.pk).exists()


@pytest.mark.django_db
def test_a_hamlet_lies_in_its_village(world: World):
    hamlet = makers.a_division("990101001201001", "蔡家沟")
    body = makers.an_organisation("蔡家沟", kind="village", affiliation=hamlet)
    assert Organisation.within(world.lin.scope).filter(pk=body.pk).exists()


@pytest.mark.django_db
def test_whoever_keeps_a_body_in_their_directory_does_not_see_its_own_directory(world: World):
    """Mei keeps the university; that does not open to her whom the university keeps."""
    kept = makers.an_organisation("大学的伙伴", kept_by=world.university)
    assert Organisation.within(world.wen.scope).filter(pk=kept.pk).exists()
    assert not Organisation.within(world.mei.scope).filter(pk=kept.pk).exists()
