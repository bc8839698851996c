"""A text goes to its parties once it has what a text needs."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import Contents
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


def test_from_then_on_the_parties_see_it(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    for character in (world.lin, world.wen):
        assert selectors.accord(character.scope, accord.pk).state == "consulting"


def test_a_member_of_a_group_sees_it(world: World):
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    assert selectors.accord(setting.signers[2].scope, accord.pk) == accord


def test_it_says_everything_that_is_missing(world: World):
    accord = services.draft(world.mei.actor, issuer=world.county, contents=Contents("以后再写"))
    with pytest.raises(Invalid) as refused:
        services.consult(world.mei.actor, accord=accord)
    assert set(refused.value.fields) == {"parties", "clauses"}
    assert makers.seen(accord).state == "draft"


def test_one_party_is_no_accord(world: World):
    setting = makers.three_parties(world)
    alone = dataclasses.replace(
        setting.contents, parties=setting.contents.parties[:1], clauses=makers.clauses(1)[:1]
    )
    accord = services.draft(world.mei.actor, issuer=world.county, contents=alone)
    with pytest.raises(Invalid, match="two parties"):
        services.consult(world.mei.actor, accord=accord)


def test_comments_are_asked_for_by_a_day_to_come(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    yesterday = clock.today() - dt.timedelta(days=1)
    with pytest.raises(Invalid, match="passed"):
        services.consult(world.mei.actor, accord=accord, comment_by=yesterday)
    services.consult(world.mei.actor, accord=accord, comment_by=clock.today())


def test_only_the_issuer_sends_it(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    with pytest.raises(Denied):
        services.consult(world.hao.actor, accord=accord)
