"""Completing, meeting, withdrawing, opening again, expiring."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World

from lianjian.chain.exchange import services
from lianjian.chain.exchange.areas import guess_area
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied, Invalid

from .makers import a_need, an_offer


def test_lin_completes_a_need_later_and_settles_its_area(world: World):
    need = a_need(a_branch(world.stone), area_guessed=True)
    services.amend(
        world.lin.actor, listing=need, detail="三百亩苹果", area="training", quantity="三百亩"
    )
    need.refresh_from_db()
    assert (need.detail, need.area, need.area_guessed, need.quantity) == (
        "三百亩苹果",
        "training",
        False,
        "三百亩",
    )


def test_what_is_not_named_stays(world: World):
    need = a_need(a_branch(world.stone), detail="三百亩苹果")
    services.amend(world.lin.actor, listing=need, title="苹果销路")
    need.refresh_from_db()
    assert (need.title, need.detail) == ("苹果销路", "三百亩苹果")


def test_a_day_can_be_taken_away_again(world: World):
    until = dt.date(2026, 6, 30)
    need = a_need(a_branch(world.stone), starts=dt.date(2026, 1, 1), ends=until)
    services.amend(world.lin.actor, listing=need, starts=None)
    need.refresh_from_db()
    assert (need.starts, need.ends) == (None, until)


def test_a_need_is_met_withdrawn_and_opened_again(world: World):
    need = a_need(a_branch(world.stone))
    assert services.withdraw(world.lin.actor, listing=need).state == "withdrawn"
    assert services.reopen(world.lin.actor, listing=need).state == "open"
    assert services.meet(world.lin.actor, listing=need).state == "met"
    with pytest.raises(Invalid):
        services.reopen(world.lin.actor, listing=need)


@pytest.mark.parametrize(
    "service", [services.amend, services.withdraw, services.meet, services.reopen]
)
@pytest.mark.parametrize("who", ["wen", "bo", "xu", "hao"])
def test_nobody_else_changes_it(world: World, service, who: str):
    need = a_need(a_branch(world.stone))
    with pytest.raises(Denied):
        service(getattr(world, who).actor, listing=need)


def test_what_has_ended_expires_the_day_after(world: World):
    stone, uni = a_branch(world.stone), a_branch(world.university)
    need = a_need(stone, ends=dt.date(2026, 5, 1))
    offer = an_offer(uni, ends=dt.date(2026, 5, 1))
    open_ended = a_need(stone)
    job = system("the day has begun")
    assert services.expire(job, on=dt.date(2026, 5, 1)) == 0
    assert services.expire(job, on=dt.date(2026, 5, 2)) == 2
    for row, state in ((need, "expired"), (offer, "expired"), (open_ended, "open")):
        row.refresh_from_db()
        assert row.state == state


def test_nobody_lets_a_need_expire_by_hand(world: World):
    with pytest.raises(Denied):
        services.expire(world.mei.actor, on=dt.date(2026, 5, 2))


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("请专家讲课，培训修剪", "training"),
        ("苹果没有销路", "industry"),
        ("想招商引资建冷库", "investment"),
        ("引进博士，留住返乡人才", "recruitment"),
        ("病虫害防治技术", "technology"),
        ("老人看病难", "livelihood"),
        ("别的事", "industry"),
    ],
)
def test_it_guesses_the_work_area_from_the_words(text: str, area: str):
    assert guess_area(text) == area
