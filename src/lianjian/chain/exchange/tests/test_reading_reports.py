"""What a village lacks is its need, what a partner holds out its offer; money is neither."""

from __future__ import annotations

import pytest
from tests.cast import World, a_world
from tests.reports.said import a_report, lines, proposals, taken, weighed

from lianjian.chain.exchange.models import Need, Offer
from lianjian.chain.exchange.receiving import NEEDS, OFFERS
from lianjian.chain.registry.receiving import BRANCHES
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Receiver, Standing
from lianjian.ground.core.reports import Proposed

pytestmark = pytest.mark.django_db

LACKS = "石桥村急需懂修剪的果树技术员。"
HOLDS_OUT = "省农业大学计划向石桥村派出3名技术员，并拟投入20万元。"


@pytest.fixture
def world() -> World:
    return a_world()


def read(actor: Actor, receiver: Receiver, text: str) -> list[Proposed]:
    return proposals(receiver, actor, a_report(text, by=actor))


def test_a_need_is_that_of_the_village_named_before_it(world: World):
    [line] = read(world.mei.actor, NEEDS, LACKS)
    assert line.values["village"] == "石桥村"
    assert "技术员" in line.values["title"]


def test_a_village_that_writes_of_itself_need_not_say_its_name(world: World):
    [line] = read(world.lin.actor, NEEDS, "我们村急需懂修剪的果树技术员。")
    assert line.values["village"] == "石桥村"
    assert read(world.mei.actor, NEEDS, "乡村振兴需要凝聚各方资源力量。") == []


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("入冬之前石桥村急需烘干机2台。", True),
        ("石桥村以前缺技术员，现在还是缺。", True),
        ("石桥村以前缺技术员，如今有了。", False),
        ("石桥村缺电脑20台，已全部送到。", False),
    ],
)
def test_a_need_that_was_met_opens_nothing(world: World, text: str, opens: bool):
    assert bool(read(world.mei.actor, NEEDS, text)) == opens


def test_what_is_held_out_is_an_offer_and_money_or_what_came_is_none(world: World):
    offers = read(world.mei.actor, OFFERS, HOLDS_OUT)
    assert [one.values["partner"] for one in offers] == ["省农业大学"]
    assert "3名技术员" in offers[0].values["title"]
    assert not any("万元" in one.values["title"] for one in offers)
    assert read(world.mei.actor, OFFERS, "省农业大学向石桥村派出了3名技术员。") == []


def test_a_partner_says_itself_what_it_offers(world: World):
    a_branch(world.university)
    [line] = read(world.mei.actor, OFFERS, HOLDS_OUT)
    assert line.refused
    [own] = read(world.wen.actor, OFFERS, HOLDS_OUT)
    assert not own.refused


def test_a_need_is_taken_after_its_branch_and_known_afterwards(world: World):
    mei = world.mei.actor
    for receiver in (BRANCHES, NEEDS):
        taken(receiver, mei, lines(receiver, read(mei, receiver, LACKS)))
    assert Need.within(mei.scope).get().branch.host == world.stone
    for receiver in (BRANCHES, NEEDS):
        again = weighed(receiver, mei, lines(receiver, read(mei, receiver, LACKS)))
        assert {one.standing for one in again} == {Standing.UNCHANGED}


def test_a_society_takes_its_own_offer(world: World):
    a_branch(world.society)
    bo, text = world.bo.actor, "省乡村共建促进会计划派出3名技术员。"
    taken(OFFERS, bo, lines(OFFERS, read(bo, OFFERS, text)))
    assert Offer.within(bo.scope).get().branch.host == world.society
