"""Before a body is entered: whether it is entered already."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import makers
from tests.cast import World

from lianjian.ground.organisations import selectors
from lianjian.ground.organisations.likeness import likely
from lianjian.ground.organisations.models import Kind
from lianjian.ground.organisations.services import add_alias, register_organisation


@pytest.fixture
def tea(world: World):
    return register_organisation(
        world.mei.actor,
        name="示例省茶叶协会",
        kind=Kind.SOCIETY,
        affiliation=makers.a_division("99"),
    )


def found(world: World, name: str, **more) -> list[str]:
    given = {"affiliation": makers.a_division("99"), **more}
    return [one.organisation.name for one in likely(world.mei.scope, name=name, **given)]


@pytest.mark.parametrize(
    "name",
    [
        "示例省茶叶协会",
        "示例省 茶叶协会（筹）",
        "示例省茶业协会",
        "省茶叶协会",
        "示例省茶叶行业协会",
    ],
)
def test_the_same_name_written_a_little_otherwise_is_found(world: World, tea, name: str):
    assert tea.name in found(world, name)


@pytest.mark.parametrize("name", ["示例省粮食局", "茶", "省气象学会"])
def test_another_name_is_not(world: World, tea, name: str):
    assert tea.name not in found(world, name)


def test_names_that_differ_in_a_number_are_two_bodies(world: World):
    makers.an_organisation("示例县第一小学", affiliation=world.county)
    assert found(world, "示例县第二小学", affiliation=world.county) == []
    assert found(world, "示例县第一小学校", affiliation=world.county) == ["示例县第一小学"]


def test_another_of_its_names_finds_it(world: World, tea):
    add_alias(world.mei.actor, organisation=tea, text="省茶协")
    assert found(world, "省茶协") == [tea.name]


def test_alike_is_asked_among_those_of_the_same_affiliation_or_seat(world: World, tea):
    assert found(world, "示例省茶业协会", affiliation=world.county) == []
    assert found(world, "示例省茶业协会", affiliation=world.county, seat=tea.seat) == [tea.name]


def test_the_credit_code_finds_it_under_any_name(world: World):
    code = "9144030071526726XG"
    register_organisation(world.mei.actor, name="示例甲", kind=Kind.ENTERPRISE, uscc=code)
    assert found(world, "完全不同的名称", uscc=code.lower()) == ["示例甲"]


def test_what_is_out_of_sight_is_not_told(world: World, tea):
    given = {"name": tea.name, "affiliation": tea.affiliation}
    assert likely(world.hao.scope, **given) == []


# -- in the browser --

SENT = {"name": "示例省茶业协会", "kind": Kind.SOCIETY}


def sent(world: World) -> dict[str, object]:
    place = makers.a_division("99")
    return {
        **SENT,
        "affiliation": place.name,
        "affiliation_id": place.pk,
        "affiliation_for": place.name,
    }


def test_the_page_shows_what_it_may_be_before_anything_is_entered(world: World, tea):
    client = world.mei.client()
    page = client.post(reverse("organisations:new"), sent(world))
    assert page.status_code == 422
    assert tea.name in page.text
    assert 'value="示例省茶业协会"' in page.text
    assert selectors.named(world.mei.scope, "示例省茶业协会") == []


def test_it_is_another_enters_it_anyway(world: World, tea):
    answer = world.mei.client().post(
        reverse("organisations:new"), {**sent(world), "another": "yes"}
    )
    assert answer.status_code == 302
    assert len(selectors.named(world.mei.scope, "示例省茶业协会")) == 1


def test_it_is_this_one_keeps_it_and_enters_nothing(world: World, tea):
    answer = world.lin.client().post(reverse("organisations:keep", args=[world.stone.pk]))
    assert answer.status_code == 302
    assert selectors.is_kept(world.lin.scope, world.stone)


def test_control_nothing_alike_is_entered_at_once(world: World, tea):
    answer = world.mei.client().post(
        reverse("organisations:new"), {**sent(world), "name": "示例省粮食局"}
    )
    assert answer.status_code == 302
