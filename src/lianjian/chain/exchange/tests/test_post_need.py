"""One line is enough."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World

from lianjian.chain.exchange import services
from lianjian.chain.exchange.models import Need, WorkArea
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.verdicts import Denied, Invalid


def test_lin_posts_a_need_in_one_line_and_its_area_is_guessed(world: World):
    stone = a_branch(world.stone)
    need = services.post_need(world.lin.actor, branch=stone, title="  想请人 培训果树修剪 ")
    assert (need.title, need.state, need.area) == ("想请人 培训果树修剪", "open", WorkArea.TRAINING)
    assert need.area_guessed
    assert need.grade == 1


def test_tao_the_first_secretary_may_post_for_his_village_too(world: World):
    stone = a_branch(world.stone)
    assert services.post_need(world.tao.actor, branch=stone, title="路灯").state == "open"


def test_mei_may_post_for_a_village_and_it_counts_as_said(world: World):
    stone = a_branch(world.stone)
    need = services.post_need(world.mei.actor, branch=stone, title="路灯", area="livelihood")
    assert (need.grade, need.area_guessed) == (0, False)


@pytest.mark.parametrize("who", ["wen", "bo", "xu", "hao"])
def test_nobody_else_posts_for_stone_village(world: World, who: str):
    stone = a_branch(world.stone)
    with pytest.raises(Denied):
        services.post_need(getattr(world, who).actor, branch=stone, title="路灯")
    assert not Need.within(world.lin.scope).exists()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "长" * 121}),
        ("area", {"title": "路灯", "area": "sports"}),
        ("ends", {"title": "路灯", "starts": dt.date(2026, 5, 2), "ends": dt.date(2026, 5, 1)}),
    ],
)
def test_it_says_which_field_cannot_be_taken(world: World, field: str, given):
    stone = a_branch(world.stone)
    with pytest.raises(Invalid) as refused:
        services.post_need(world.lin.actor, branch=stone, **given)
    assert list(refused.value.fields) == [field]


def test_an_organisation_posts_offers_not_needs(world: World):
    branch = a_branch(world.university)
    with pytest.raises(Invalid):
        services.post_need(world.wen.actor, branch=branch, title="果品")
