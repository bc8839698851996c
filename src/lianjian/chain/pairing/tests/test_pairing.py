"""Pairings of before, live ones, ended ones; wishes that expire."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World
from tests.makers import LONG_AGO, an_organisation

from lianjian.chain.pairing import selectors, services, span
from lianjian.chain.pairing.material import gathered
from lianjian.chain.pairing.models import Interest
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.organisations.models import Kind

from .makers import a_pairing, a_participant, a_round, a_scene, a_wish, some_villages

BODY = system("the joint body is at work")


def test_mei_records_a_pairing_of_before_and_it_holds_its_places(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university, span=3)
    pairing = services.record_existing(
        world.mei.actor, village=stone, partner=university, agreed_on=LONG_AGO, live_since=LONG_AGO
    )
    assert (pairing.state, pairing.origin) == ("live", "before")
    assert (span.room(stone), span.room(university)) == (0, 2)


def test_what_is_recorded_overtakes_what_is_proposed_when_no_place_is_left(world: World):
    scene = a_scene(world)
    other = some_villages(world, 1)[0]
    services.record_existing(
        world.mei.actor, village=other, partner=scene.university, agreed_on=LONG_AGO
    )
    scene.proposal.refresh_from_db()
    assert scene.proposal.closed_because == "partner_full"


def test_it_records_no_third_pairing_for_two_places(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    services.record_existing(world.mei.actor, village=stone, partner=university, agreed_on=LONG_AGO)
    with pytest.raises(Overtaken):
        services.record_existing(
            world.mei.actor, village=stone, partner=university, agreed_on=LONG_AGO
        )
    with pytest.raises(Overtaken):
        services.record_existing(
            world.mei.actor,
            village=stone,
            partner=a_branch(world.society),
            agreed_on=LONG_AGO,
        )


def test_it_records_no_partner_from_inside_the_county(world: World):
    inside = an_organisation("县农技站", kind=Kind.GOVERNMENT, affiliation=world.county)
    with pytest.raises(Invalid):
        services.record_existing(
            world.mei.actor,
            village=a_branch(world.stone),
            partner=a_branch(inside),
            agreed_on=LONG_AGO,
        )


@pytest.mark.parametrize("who", ["lin", "wen", "bo", "xu", "hao"])
def test_others_record_nothing_of_before(world: World, who: str):
    with pytest.raises(Denied):
        services.record_existing(
            getattr(world, who).actor,
            village=a_branch(world.stone),
            partner=a_branch(world.university),
            agreed_on=LONG_AGO,
        )


def test_it_records_nothing_from_the_future(world: World):
    with pytest.raises(Invalid):
        services.record_existing(
            world.mei.actor,
            village=a_branch(world.stone),
            partner=a_branch(world.university),
            agreed_on=clock.today() + dt.timedelta(days=1),
        )


def test_it_begins_once_and_by_the_system_only(world: World):
    pairing = a_pairing(a_branch(world.stone), a_branch(world.university))
    with pytest.raises(Denied):
        services.begin(world.mei.actor, pairing=pairing, backing="accords.accord:1")
    services.begin(BODY, pairing=pairing, backing="accords.accord:1")
    with pytest.raises(Invalid):
        services.begin(BODY, pairing=pairing, backing="accords.accord:1")


@pytest.mark.parametrize("who", ["lin", "tao", "wen", "mei"])
def test_either_side_or_the_coordinator_ends_it_with_a_reason(world: World, who: str):
    pairing = a_pairing(a_branch(world.stone), a_branch(world.university), state="live")
    with pytest.raises(Invalid):
        services.end(getattr(world, who).actor, pairing=pairing, reason=" ")
    ended = services.end(
        getattr(world, who).actor, pairing=pairing, reason="任期结束", handover="冷库由村里接管"
    )
    assert (ended.state, ended.ended_on, ended.handover) == (
        "ended",
        clock.today(),
        "冷库由村里接管",
    )


@pytest.mark.parametrize("who", ["bo", "xu", "hao"])
def test_others_end_nothing(world: World, who: str):
    pairing = a_pairing(a_branch(world.stone), a_branch(world.university), state="live")
    with pytest.raises(Denied):
        services.end(getattr(world, who).actor, pairing=pairing, reason="任期结束")


def test_the_next_county_sees_no_pairing(world: World):
    pairing = a_pairing(a_branch(world.stone), a_branch(world.university), state="live")
    with pytest.raises(OutOfScope):
        selectors.pairing(world.hao.scope, pairing.pk)
    assert selectors.standing_pairings(world.wen.scope, branch=pairing.partner).get() == pairing


def test_lin_says_a_wish_and_says_it_anew(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    services.say_wish(world.lin.actor, branch=stone, towards=university, rank=2)
    again = services.say_wish(world.lin.actor, branch=stone, towards=university, rank=1)
    assert again.rank == 1
    assert Interest.within(world.lin.scope).count() == 1
    assert not Interest.within(world.wen.scope).exists()
    services.withdraw_wish(world.lin.actor, interest=again)
    assert not Interest.within(world.lin.scope).exists()


@pytest.mark.parametrize("who", ["mei", "wen", "xu", "hao", "bo"])
def test_nobody_wishes_for_stone_village(world: World, who: str):
    with pytest.raises(Denied):
        services.say_wish(getattr(world, who).actor, branch=a_branch(world.stone))


@pytest.mark.parametrize(
    "given",
    [{"rank": 0}, {"rank": 21}, {"until": dt.date(2020, 1, 1)}, {"until": dt.date(2099, 1, 1)}],
)
def test_it_refuses_a_wish_out_of_bounds(world: World, given):
    with pytest.raises(Invalid):
        services.say_wish(world.lin.actor, branch=a_branch(world.stone), **given)


def test_an_expired_wish_counts_no_more(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    a_wish(stone, university, until=clock.today() - dt.timedelta(days=1))
    a_wish(university, until=clock.today())
    round = a_round(world.county)
    a_participant(round, stone)
    a_participant(round, university)
    material = gathered(round, on=clock.today())
    assert material.wish_of(stone.pk, university.pk) is None
    assert material.wish_of(university.pk, stone.pk) is not None
