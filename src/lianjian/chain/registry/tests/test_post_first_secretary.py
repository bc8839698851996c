from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianjian.chain.registry import selectors
from lianjian.chain.registry.models import Posting
from lianjian.chain.registry.services import end_posting, post_first_secretary
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from .makers import a_branch, a_posting, a_tie

MARCH, JUNE = dt.date(2024, 3, 1), dt.date(2024, 6, 30)
SIXTH: dict[str, Any] = {"batch": 6, "level": Posting.Level.PROVINCE, "starts": MARCH}


def test_it_keeps_batch_level_sending_unit_and_term(world):
    posting = post_first_secretary(
        world.mei.actor, branch=a_branch(world.stone), sending_unit=world.university, **SIXTH
    )
    assert (posting.batch, posting.level, posting.sending_unit) == (6, "province", world.university)
    assert posting.holds_on(JUNE)


def test_it_refuses_the_same_batch_and_level_twice(world):
    branch = a_branch(world.stone)
    post_first_secretary(world.mei.actor, branch=branch, **SIXTH)
    with pytest.raises(Invalid):
        post_first_secretary(world.mei.actor, branch=branch, **SIXTH)


def test_the_next_batch_follows_in_the_same_village(world):
    branch = a_branch(world.stone)
    post_first_secretary(world.mei.actor, branch=branch, **SIXTH)
    post_first_secretary(world.mei.actor, branch=branch, **{**SIXTH, "batch": 7})
    assert selectors.postings(world.mei.scope, branch=branch).count() == 2


def test_it_posts_nobody_to_an_outside_organisation(world):
    with pytest.raises(Denied):  # of a provincial body the county does not even decide
        post_first_secretary(world.mei.actor, branch=a_branch(world.university), **SIXTH)


def test_it_refuses_a_term_that_ends_before_it_begins(world):
    branch = a_branch(world.stone)
    with pytest.raises(Invalid):
        post_first_secretary(world.mei.actor, branch=branch, **SIXTH, ends=dt.date(2023, 1, 1))


def test_the_village_does_not_post_its_own_first_secretary(world):
    with pytest.raises(Denied):
        post_first_secretary(world.lin.actor, branch=a_branch(world.stone), **SIXTH)


def test_the_first_secretary_sees_their_own_posting_and_the_next_county_does_not(world):
    posting = a_posting(a_branch(world.stone), person=world.tao.post.person)
    assert selectors.posting(Scope(person=world.tao.actor.person), posting.pk) == posting
    assert not selectors.postings(world.hao.scope).exists()


def test_ending_a_posting_ends_the_ties_that_rest_on_it(world):
    village, partner = a_branch(world.stone), a_branch(world.university)
    posting = a_posting(village)
    resting = a_tie(village, partner, posting=posting)
    open_ended = a_tie(village, partner)
    end_posting(world.mei.actor, posting=posting, on=JUNE)
    live = selectors.live_ties(world.mei.scope, on=JUNE + dt.timedelta(days=1))
    assert list(live) == [open_ended]
    assert resting in selectors.live_ties(world.mei.scope, on=JUNE)


def test_ending_a_posting_leaves_a_tie_that_ended_earlier(world):
    village, partner = a_branch(world.stone), a_branch(world.university)
    posting = a_posting(village)
    earlier = a_tie(village, partner, posting=posting, until=MARCH)
    end_posting(world.mei.actor, posting=posting, on=JUNE)
    assert selectors.tie(world.mei.scope, earlier.pk).until == MARCH


def test_a_posting_cannot_end_before_it_began(world):
    posting = a_posting(a_branch(world.stone), starts=JUNE)
    with pytest.raises(Invalid):
        end_posting(world.mei.actor, posting=posting, on=MARCH)


def test_the_second_of_two_who_end_a_posting_is_told(world):
    posting = a_posting(a_branch(world.stone))
    mine, theirs = (selectors.posting(world.mei.scope, posting.pk) for _each in range(2))
    end_posting(world.mei.actor, posting=mine, on=JUNE)
    with pytest.raises(Overtaken):
        end_posting(world.mei.actor, posting=theirs, on=MARCH + dt.timedelta(days=9))
    assert selectors.posting(world.mei.scope, posting.pk).ends == JUNE


def test_the_village_does_not_end_a_posting(world):
    with pytest.raises(Denied):
        end_posting(world.lin.actor, posting=a_posting(a_branch(world.stone)), on=JUNE)
