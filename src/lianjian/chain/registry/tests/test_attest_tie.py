from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation
from tests.cast import Character
from tests.makers import a_post

from lianjian.chain.registry import fading, selectors
from lianjian.chain.registry.services import attest_tie, record_tie
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied, Invalid

from .makers import a_branch, a_tie


@pytest.fixture
def pair(world):
    return {"village": a_branch(world.stone), "partner": a_branch(world.university)}


@pytest.fixture
def tie(world, pair):
    return record_tie(world.lin.actor, **pair, ground="alumni", evidence="一起读过书")


def test_whoever_recorded_it_does_not_confirm_it(world, tie):
    with pytest.raises(Invalid):
        attest_tie(world.lin.actor, tie=tie)


def test_a_second_person_of_the_same_side_makes_it_recorded(world, tie):
    assert tie.grade == 0
    assert attest_tie(world.tao.actor, tie=tie).grade == 1


def test_people_of_both_sides_make_it_agreed(world, tie):
    assert attest_tie(world.wen.actor, tie=tie).grade == 3


def test_a_coordinator_counts_for_neither_side(world, tie):
    assert attest_tie(world.mei.actor, tie=tie).grade == 1
    assert attest_tie(world.wen.actor, tie=tie).grade == 3


def test_standing_by_it_never_lowers_a_grade(world, pair):
    tie = a_tie(**pair, grade=2)
    assert attest_tie(world.lin.actor, tie=tie).grade == 2


def test_one_person_with_two_posts_is_one_person(world, tie):
    second = Character(
        a_post(Role.LIAISON, person=world.lin.post.person, organisation=world.university)
    )
    with pytest.raises(Invalid):
        attest_tie(second.actor, tie=tie)


def test_a_third_party_may_not_and_the_system_stands_by_nothing(world, pair, tie):
    for who in (world.hao, world.bo):
        with pytest.raises(Denied):
            attest_tie(who.actor, tie=tie)
    said = record_tie(system("an import"), **pair, ground="alumni", evidence="导入的一句")
    assert selectors.attestations(world.mei.scope, [said]) == {}


def test_the_page_shows_who_stands_by_it_and_offers_it_to_somebody_else(world, tie, pair):
    stands = reverse("registry:attest_tie", args=[tie.pk])
    there = reverse("registry:branch", args=[pair["village"].pk])
    assert stands not in world.lin.client().get(there).text
    page = world.tao.client().get(there).text
    assert stands in page
    assert str(world.lin.post) in page
    assert world.lin.post.person.name not in page
    world.tao.client().post(stands)
    assert selectors.tie(world.tao.scope, tie.pk).grade == 1


# -- fading --


def test_after_five_years_half_is_left(world):
    day = dt.date(2026, 1, 1)
    assert fading.left(600, day, day) == 600
    assert fading.left(600, day - dt.timedelta(days=fading.HALF_LIFE_DAYS), day) == 300
    assert fading.left(600, day + dt.timedelta(days=9), day) == 600


def test_the_registry_and_the_engine_s_rules_let_ties_fade_alike():
    from lianjian.chain.pairing.scores.ties import Known, faded

    on = dt.date(2026, 1, 1)
    since = on - dt.timedelta(days=777)
    tie = Known("alumni", "一起读过书", 640, 1, since)
    assert round(faded(tie, on)) == fading.left(640, since, on)


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        (900, "know each other well"),
        (600, "in regular touch"),
        (300, "know of each other"),
        (20, "nearly forgotten"),
        (0, "nearly forgotten"),
    ],
)
def test_a_strength_is_said_in_words(strength: int, words: str):
    with translation.override("en"):
        assert str(fading.in_words(strength)) == words


def test_the_page_says_how_strong_it_was_and_is(world, pair):
    ago = clock.today() - dt.timedelta(days=fading.HALF_LIFE_DAYS)
    a_tie(**pair, strength=600, since=ago)
    page = world.lin.client().get(reverse("registry:branch", args=[pair["village"].pk])).text
    assert "满分 1000，当初 600，现在 300" in page


def test_ties_are_listed_and_those_that_end_soon_found(world, pair):
    soon = clock.today() + dt.timedelta(days=20)
    a_tie(**pair, evidence="快到期的", until=soon)
    a_tie(**pair, evidence="还长久的")
    client, there = world.mei.client(), reverse("registry:ties")
    narrowed = client.get(there, {"term": "soon"}).text
    assert "快到期的" in narrowed
    assert "还长久的" not in narrowed
    assert "还长久的" in client.get(there, {"q": "长久"}).text
    assert "快到期的" not in world.hao.client().get(there).text
