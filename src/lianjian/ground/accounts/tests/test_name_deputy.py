"""A deputy acts like the holder for a time: without signing, without deputies of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests import makers
from tests.cast import Character, World

from lianjian.ground.accounts.acting import actor_for, posts_of
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.end_post import end_post
from lianjian.ground.accounts.services.hand_over import hand_over
from lianjian.ground.accounts.services.name_deputy import name_deputy
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import AskAgain, Denied, Invalid

from .makers import in_days

WHO: Any = {"name": "代理的人", "phone": "13900000001"}


@pytest.fixture
def deputy(world: World) -> Post:
    return name_deputy(world.lin.actor, post=world.lin.post, **WHO, ends=in_days(30))


def test_a_deputy_sees_what_the_holder_sees(world: World, deputy: Post):
    actor = actor_for(deputy)
    assert actor.scope.ranges == world.lin.scope.ranges
    assert actor.role == Role.VILLAGE_SECRETARY
    assert actor.deputy


def test_a_deputy_does_not_sign_unless_that_was_given(world: World, deputy: Post):
    assert not actor_for(deputy).may_sign
    trusted = name_deputy(
        world.tao.actor,
        post=world.tao.post,
        name="可签的人",
        phone="13900000002",
        ends=in_days(30),
        may_sign=True,
    )
    assert actor_for(trusted).may_sign
    assert world.lin.actor.may_sign


def test_a_deputys_rights_end_on_their_day(world: World):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        deputy = name_deputy(world.lin.actor, post=world.lin.post, **WHO, ends=in_days(30))
        traveller.shift(dt.timedelta(days=30))
        assert posts_of(deputy.person) == [deputy]
        traveller.shift(dt.timedelta(days=1))
        assert posts_of(deputy.person) == []


def test_a_deputys_rights_end_with_the_post(world: World, deputy: Post):
    end_post(world.mei.actor, post=world.lin.post)
    assert posts_of(deputy.person) == []


def test_a_deputys_rights_end_with_the_handover(world: World, deputy: Post):
    hand_over(world.lin.actor, post=world.lin.post, name="接任的人", phone="13900000003")
    assert posts_of(deputy.person) == []


def test_the_holder_takes_it_back(world: World, deputy: Post):
    end_post(world.lin.actor, post=deputy)
    assert posts_of(deputy.person) == []
    assert posts_of(world.lin.post.person) == [world.lin.post]


def test_a_deputy_names_no_deputy_and_hands_nothing_over(world: World, deputy: Post):
    actor = actor_for(deputy, confirmed_at=clock.now())
    more: Any = {"name": "再代理的人", "phone": "13900000004"}
    for post in (deputy, world.lin.post):
        with pytest.raises(Denied):
            name_deputy(actor, post=post, **more, ends=in_days(5))
        with pytest.raises(Denied):
            hand_over(actor, post=post, **more)
    with pytest.raises(Denied):
        end_post(actor, post=world.lin.post)


def test_a_deputy_does_not_end_a_fellow_deputy(world: World, deputy: Post):
    other = name_deputy(
        world.lin.actor, post=world.lin.post, name="另一代理", phone="13900000005", ends=in_days(9)
    )
    with pytest.raises(Denied):
        end_post(Character(deputy).actor, post=other)


def test_only_the_holder_names_one_and_only_through_that_post(world: World):
    second = makers.a_post(Role.EXPERT, person=world.lin.post.person, organisation=world.society)
    for actor in (world.mei.actor, world.tao.actor, actor_for(second, confirmed_at=clock.now())):
        with pytest.raises(Denied):
            name_deputy(actor, post=world.lin.post, **WHO, ends=in_days(30))


@pytest.mark.parametrize("days", [-1, 367])
def test_the_last_day_lies_within_a_year(world: World, days: int):
    with pytest.raises(Invalid):
        name_deputy(world.lin.actor, post=world.lin.post, **WHO, ends=in_days(days))


def test_the_last_day_lies_within_the_post(world: World):
    post = makers.a_post(
        Role.FIRST_SECRETARY,
        division=world.stone.affiliation,
        organisation=world.stone,
        ends=in_days(10),
    )
    actor = actor_for(post, confirmed_at=clock.now())
    with pytest.raises(Invalid):
        name_deputy(actor, post=post, **WHO, ends=in_days(11))
    assert name_deputy(actor, post=post, **WHO, ends=in_days(10))


def test_it_is_asked_again_who_lends_their_post(world: World):
    with pytest.raises(AskAgain):
        name_deputy(actor_for(world.lin.post), post=world.lin.post, **WHO, ends=in_days(30))


def test_the_page_asks_before_anything_is_typed(world: World):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        client = world.lin.client()
        path = f"/account/posts/{world.lin.post.pk}/deputy"
        assert client.get(path).status_code == 200
        traveller.shift(dt.timedelta(minutes=6))
        answer = client.get(path)
        assert answer["Location"].startswith("/account/reauthenticate/?next=")
        back = client.post(answer["Location"], {"password": makers.PASSWORD})
        assert back["Location"] == path
        assert client.get(path).status_code == 200
        traveller.shift(dt.timedelta(minutes=9))
        sent = client.post(path, {**WHO, "ends": in_days(20).isoformat()})
        assert sent.status_code == 302
        assert sent["Location"] == f"/account/posts/{world.lin.post.pk}"


def test_nobody_is_asked_who_has_not_signed_in(world: World):
    answer = Client().get(f"/account/posts/{world.lin.post.pk}/deputy")
    assert answer["Location"].startswith("/account/login/")
