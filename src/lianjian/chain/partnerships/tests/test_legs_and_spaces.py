"""The two legs (M52) and the three shared spaces (M57) of a partnership."""

from __future__ import annotations

import datetime as dt

import time_machine
from tests.cast import World

from lianjian.chain.accords import services as accords
from lianjian.chain.accords.tests import makers as accord_makers
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.partnerships import partnership
from lianjian.chain.partnerships.showing import Whole, whole
from lianjian.chain.registry.tests.makers import an_entity
from lianjian.ground.core import clock

from . import makers


def of(world: World, key: int) -> Whole:
    return whole(world.mei.actor, partnership.of_pairing(world.mei.scope, key))


def test_the_party_leg_walks_once_something_stands_behind_the_pairing(world: World):
    paired = makers.from_a_round(world)
    party, _industry = of(world, paired.pk).legs
    assert party.standings[0].text == "no joint body at work and no accord in force"
    makers.an_accord_of(world, paired)
    party, _industry = of(world, paired.pk).legs
    assert [one.mark for one in party.standings] == ["done", "done"]


def test_a_partnership_without_records_for_half_a_year_is_shown_as_quiet(world: World):
    paired = makers.from_a_round(world)
    makers.an_accord_of(world, paired)
    later = clock.now() + dt.timedelta(days=230)
    with time_machine.travel(later, tick=False):
        party, _industry = of(world, paired.pk).legs
    assert party.standings[-1].mark == "late"
    assert "7 months ago" in party.standings[-1].text


def test_the_industry_leg_needs_an_entity_a_promise_or_a_project(world: World):
    paired = makers.from_a_round(world)
    body = makers.a_body_of(world)
    _party, industry = of(world, paired.pk).legs
    assert not industry.walks
    entity = an_entity(world.county, accord_makers.branch_of(world.stone), name="示例茶厂")
    accords.join_entity(world.mei.actor, body=body, entity=entity, agreed=True)
    _party, industry = of(world, paired.pk).legs
    assert industry.walks
    assert "示例茶厂" in industry.standings[0].text


def test_needs_and_offers_of_both_sides_stand_side_by_side(world: World):
    paired = makers.from_a_round(world)
    a_need(accord_makers.branch_of(world.stone), "茶青加工技术", area="technology")
    an_offer(accord_makers.branch_of(world.university), "加工技术指导", area="technology")
    (shelf,) = of(world, paired.pk).spaces.shelves
    assert [one.title for one in shelf.needs] == ["茶青加工技术"]
    assert [one.title for one in shelf.offers] == ["加工技术指导"]


def test_what_was_said_about_a_promise_is_shared_with_the_others(world: World):
    paired = makers.from_a_round(world)
    accord = makers.an_accord_of(world, paired)
    clause = accord_makers.first_clause(accord, world.lin.scope)
    accords.fulfil_clause(world.lin.actor, clause=clause, note="会商记录已归档")
    (word,) = of(world, paired.pk).spaces.words
    assert word.text == "季度会商：会商记录已归档"


def test_the_promises_are_the_work_plan_by_the_day_on_which_they_are_due(world: World):
    paired = makers.from_a_round(world)
    makers.an_accord_of(world, paired)
    promises = of(world, paired.pk).spaces.promises
    assert [one.due is None for one in promises] == [False, True]
