from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lianjian.chain.registry import selectors
from lianjian.chain.registry.services import hand_over_posting
from lianjian.chain.registry.waiting import MOST, what_waits
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from .makers import a_branch, a_posting, a_tie

FIRST = dt.date(2026, 6, 1)


@pytest.fixture
def stone(world):
    return a_branch(world.stone)


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def next_one(actor, posting, **more):
    given = {"batch": 7, "level": "province", "starts": FIRST, **more}
    return hand_over_posting(actor, posting=posting, **given)


def test_the_next_takes_over_with_a_note(world, stone):
    posting = a_posting(stone)
    following = next_one(world.mei.actor, posting, handover="果园灌溉正在办")
    assert following.follows == posting
    assert following.handover == "果园灌溉正在办"
    before = selectors.posting(world.mei.scope, posting.pk)
    assert before.ends == FIRST - dt.timedelta(days=1)
    page = world.lin.client().get(reverse("registry:branch", args=[stone.pk])).text
    assert "果园灌溉正在办" in page


def test_the_ties_that_rest_on_it_end_with_it(world, stone):
    posting = a_posting(stone)
    tie = a_tie(stone, a_branch(world.university), posting=posting)
    next_one(world.mei.actor, posting)
    assert selectors.tie(world.mei.scope, tie.pk).until == FIRST - dt.timedelta(days=1)


def test_it_is_handed_over_once_and_forwards(world, stone):
    posting = a_posting(stone)
    with pytest.raises(Invalid):
        next_one(world.mei.actor, posting, starts=posting.starts)
    next_one(world.mei.actor, posting)
    with pytest.raises(Overtaken):
        next_one(world.mei.actor, posting, batch=8)


def test_the_village_does_not_hand_it_over_itself(world, stone):
    with pytest.raises(Denied):
        next_one(world.lin.actor, a_posting(stone))


def waiting(who) -> list[str]:
    return [str(matter.text) for matter in what_waits(who.actor)]


def test_the_coordinator_is_told_sixty_days_before_the_last_day(world, stone):
    posting = a_posting(stone, ends=in_days(59))
    [line] = what_waits(world.mei.actor)
    assert line.url == reverse("registry:hand_over_posting", args=[posting.pk])
    assert line.due == posting.ends
    assert waiting(world.lin) == []


def test_nobody_is_told_when_it_is_far_off_or_somebody_takes_over(world, stone):
    a_posting(stone, ends=in_days(61))
    near = a_posting(stone, batch=5, ends=in_days(10))
    a_posting(stone, batch=7, starts=in_days(11), follows=near)
    assert waiting(world.mei) == []


def test_a_whole_batch_becomes_one_line(world):
    for number in range(MOST + 1):
        a_posting(a_branch(world.stone, unit=f"{number}组"), ends=in_days(10))
    [line] = what_waits(world.mei.actor)
    assert line.url.startswith(reverse("registry:postings"))


def test_ties_that_end_soon_are_told_too(world, stone):
    a_tie(stone, a_branch(world.university), until=in_days(30))
    a_tie(stone, a_branch(world.society), until=in_days(90))
    [line] = waiting(world.mei)
    assert stone.name in line


def test_postings_are_listed_by_batch_level_and_term(world, stone):
    a_posting(stone, batch=5, ends=in_days(-30))
    a_posting(stone, batch=6, ends=in_days(30))
    client, there = world.mei.client(), reverse("registry:postings")

    def rows(**query) -> int:
        text: str = client.get(there, query).text
        return text.count('data-label="批次"')

    assert rows() == 2
    assert rows(batch="5") == rows(term="over") == rows(term="soon") == rows(term="held") == 1
    assert rows(level="county") == 0
    assert rows(town=world.town.pk) == 2
    assert "还没有驻村任职" in world.hao.client().get(there).text


def test_it_is_handed_over_in_the_browser(world, stone):
    posting = a_posting(stone)
    there = reverse("registry:hand_over_posting", args=[posting.pk])
    client = world.mei.client()
    assert 'value="7"' in client.get(there).text
    sent = {"batch": 7, "level": "province", "starts": "2026-06-01", "handover": "账册在村委会"}
    assert client.post(there, sent).status_code == 302
    assert selectors.is_followed(world.mei.scope, posting)
