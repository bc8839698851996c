"""One acts through one post at a time, and only through one's own."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.switch_post import switch_post
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.journal import selectors as journal


def test_one_switches_to_another_of_ones_posts_and_it_is_written_down(world: World):
    other = makers.a_post(Role.EXPERT, person=world.lin.post.person, organisation=world.society)
    assert switch_post(world.lin.actor, post=other) == other
    assert list(journal.all_lines())[-1]["verb"] == "accounts.switch_post"


def test_one_does_not_switch_to_somebody_elses_post(world: World):
    with pytest.raises(Denied):
        switch_post(world.lin.actor, post=world.tao.post)


def test_one_does_not_switch_to_a_post_that_has_ended(world: World):
    yesterday = clock.today() - dt.timedelta(days=1)
    ended = makers.a_post(
        Role.EXPERT, person=world.lin.post.person, organisation=world.society, ends=yesterday
    )
    with pytest.raises(Denied):
        switch_post(world.lin.actor, post=ended)
