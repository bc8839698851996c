"""A handover takes the person's rights and leaves the place's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests import makers
from tests.cast import Character, World

from lianjian.ground.accounts import selectors
from lianjian.ground.accounts.acting import actor_for, posts_of
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.end_post import end_post
from lianjian.ground.accounts.services.hand_over import hand_over
from lianjian.ground.accounts.services.name_deputy import name_deputy
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from .makers import as_seen, in_days, request_through, sign_in

NEXT: Any = {"name": "接任的人", "phone": "13900000001"}


def test_the_next_holder_has_the_same_role_in_the_same_place(world: World):
    post = hand_over(world.lin.actor, post=world.lin.post, **NEXT)
    assert post.follows == world.lin.post
    assert (post.role, post.division, post.organisation) == (
        world.lin.post.role,
        world.lin.post.division,
        world.lin.post.organisation,
    )
    assert actor_for(post).scope.ranges == world.lin.scope.ranges
    assert actor_for(post).scope.organisations == world.lin.scope.organisations


def test_the_former_holder_has_nothing_at_the_very_next_request(world: World):
    client = Client()
    sign_in(client, world.lin.post.person)
    hand_over(world.lin.actor, post=world.lin.post, **NEXT)
    request = request_through(client)
    assert request.acting is None
    assert request.actor.scope.organisations == frozenset()
    assert posts_of(world.lin.post.person) == []


def test_a_handover_to_come_leaves_the_rights_until_then(world: World):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        new = hand_over(world.lin.actor, post=world.lin.post, **NEXT, starts=in_days(10))
        assert posts_of(world.lin.post.person) == [world.lin.post]
        assert posts_of(new.person) == []
        traveller.shift(dt.timedelta(days=10))
        assert posts_of(world.lin.post.person) == []
        assert posts_of(new.person) == [new]


def test_at_no_moment_do_both_hold_it_or_neither(world: World):
    new = hand_over(world.lin.actor, post=world.lin.post, **NEXT, starts=in_days(3))
    old = as_seen(world.lin.post)
    for day in range(-2, 8):
        assert old.holds_on(in_days(day)) != new.holds_on(in_days(day))


def test_a_post_is_handed_over_once(world: World):
    stale = as_seen(world.lin.post)
    hand_over(world.lin.actor, post=world.lin.post, **NEXT)
    with pytest.raises(Overtaken):
        hand_over(world.mei.actor, post=stale, name="别的人", phone="13900000002")
    assert Post.within(world.mei.scope).filter(follows=world.lin.post).count() == 1


def test_the_coordinator_hands_over_for_somebody_who_has_left(world: World):
    post = hand_over(world.mei.actor, post=world.lin.post, **NEXT)
    assert post.person.name == "接任的人"


def test_neither_the_next_county_nor_a_colleague_hands_it_over(world: World):
    for other in (world.hao, world.tao, world.xu):
        with pytest.raises(Denied):
            hand_over(other.actor, post=world.lin.post, **NEXT)


def test_it_is_not_handed_over_to_oneself_or_into_the_past(world: World):
    makers.a_person("same", phone="13900000009")
    with pytest.raises(Invalid):
        hand_over(world.lin.actor, post=world.lin.post, **NEXT, starts=in_days(-1))
    mine = hand_over(world.lin.actor, post=world.lin.post, **NEXT)
    with pytest.raises(Invalid):
        hand_over(Character(mine).actor, post=mine, **NEXT)


def test_the_line_of_holders_is_told(world: World):
    second = hand_over(world.lin.actor, post=world.lin.post, **NEXT)
    third = hand_over(Character(second).actor, post=second, name="再接任的人", phone="13900000002")
    line = selectors.line_of(world.mei.scope, third)
    assert line == [third, second, world.lin.post]


def test_the_last_coordinator_cannot_leave_but_can_hand_over(world: World):
    with pytest.raises(Denied, match="last"):
        end_post(world.mei.actor, post=world.mei.post)
    hand_over(world.mei.actor, post=world.mei.post, **NEXT)
    assert posts_of(world.mei.post.person) == []


def test_one_of_two_coordinators_may_leave_and_then_the_other_may_not(world: World):
    second = makers.a_post(Role.COUNTY_COORDINATOR, division=world.county)
    end_post(world.mei.actor, post=world.mei.post)
    with pytest.raises(Denied, match="last"):
        end_post(Character(second).actor, post=second)


def test_a_deputy_is_not_somebody_who_stays(world: World):
    name_deputy(world.mei.actor, post=world.mei.post, **NEXT, ends=in_days(30))
    with pytest.raises(Denied, match="last"):
        end_post(world.mei.actor, post=world.mei.post)


def test_whoever_gives_coordinators_may_end_the_last_one(world: World):
    province = makers.a_post(Role.PROVINCE_COORDINATOR, division=makers.a_division("99"))
    end_post(Character(province).actor, post=world.mei.post)
    assert posts_of(world.mei.post.person) == []


def test_a_secretary_may_just_leave(world: World):
    end_post(world.lin.actor, post=world.lin.post)
    assert posts_of(world.lin.post.person) == []


def test_a_post_is_ended_once(world: World):
    stale = as_seen(world.lin.post)
    end_post(world.mei.actor, post=world.lin.post)
    with pytest.raises(Overtaken):
        end_post(world.mei.actor, post=stale)


def test_ending_it_is_not_a_neighbours_business(world: World):
    for other in (world.hao, world.tao, world.xu, world.wen):
        with pytest.raises(Denied):
            end_post(other.actor, post=world.lin.post)


def test_the_pages_do_it_too(world: World):
    client = world.lin.client()
    path = f"/account/posts/{world.lin.post.pk}/hand-over"
    assert client.post(path, {"name": "", "phone": "1"}).status_code == 422
    assert client.post(path, NEXT).status_code == 302
    assert not as_seen(world.lin.post).holds_on(clock.today())


@pytest.mark.parametrize("days", [10, 31])
def test_todays_page_tells_of_an_end_within_thirty_days(world: World, days: int):
    from lianjian.ground.core.today import waiting_for

    post = makers.a_post(
        Role.FIRST_SECRETARY,
        division=world.stone.affiliation,
        organisation=world.stone,
        ends=in_days(days),
    )
    for actor in (actor_for(post), world.mei.actor):
        told = [matter for matter in waiting_for(actor) if matter.due == post.ends]
        assert len(told) == (1 if days <= 30 else 0)


def test_a_post_that_somebody_follows_waits_for_nobody(world: World):
    from lianjian.ground.core.today import waiting_for

    hand_over(world.lin.actor, post=world.lin.post, **NEXT, starts=in_days(10))
    told = [str(matter.text) for matter in waiting_for(world.mei.actor)]
    assert not any(str(world.lin.post) in text for text in told)


def test_a_whole_batch_that_ends_on_one_day_is_one_line(world: World):
    from lianjian.ground.core.today import waiting_for

    for _number in range(10):
        makers.a_post(
            Role.FIRST_SECRETARY,
            division=world.stone.affiliation,
            organisation=world.stone,
            ends=in_days(20),
        )
    told = [matter for matter in waiting_for(world.mei.actor) if matter.due == in_days(20)]
    assert len(told) == 1
