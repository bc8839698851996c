from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError

from lianjian.chain.registry import selectors
from lianjian.chain.registry.models import Tie
from lianjian.chain.registry.services import record_tie, withdraw_tie
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.journal.models import Line

from .makers import a_branch, a_posting, a_tie

SENTENCE = "驻村以来请学院茶学系来做过三次修剪培训"


@pytest.fixture
def pair(world):
    return {"village": a_branch(world.stone), "partner": a_branch(world.university)}


def a_wish(**changes: Any) -> dict[str, Any]:
    return {"ground": Tie.Ground.PAST_COOPERATION, "evidence": SENTENCE, **changes}


def test_it_keeps_the_sentence_that_a_proposal_will_show(world, pair):
    tie = record_tie(world.lin.actor, **pair, **a_wish(attested_by="石桥村党支部书记", grade=1))
    assert (tie.evidence, tie.attested_by, tie.grade) == (SENTENCE, "石桥村党支部书记", 1)


def test_either_side_and_the_coordinator_above_may_record_it(world, pair):
    for who in (world.lin, world.tao, world.wen, world.mei):
        record_tie(who.actor, **pair, **a_wish())
    assert selectors.ties(world.mei.scope).count() == 4


def test_a_third_party_may_not(world, pair):
    for who in (world.bo, world.hao, world.xu):
        with pytest.raises(Denied):
            record_tie(who.actor, **pair, **a_wish())


def test_where_a_person_is_meant_it_asks_for_their_consent(world, pair):
    with pytest.raises(Invalid) as refusal:
        record_tie(world.lin.actor, **pair, **a_wish(means_person=True))
    assert "consent" in refusal.value.fields
    assert record_tie(world.lin.actor, **pair, **a_wish(means_person=True, consent=True)).consent


def test_the_database_refuses_a_person_without_consent_too(world, pair):
    with pytest.raises(IntegrityError), scope_lifted("a control: past the service"):
        a_tie(**pair, means_person=True)


def test_one_side_alone_cannot_say_that_both_agree(world, pair):
    for grade in (3, 4, 5, -1):
        with pytest.raises(Invalid):
            record_tie(world.wen.actor, **pair, **a_wish(grade=grade))
    assert record_tie(system("an import"), **pair, **a_wish(grade=3)).grade == 3


def test_it_refuses_an_empty_sentence_and_a_strength_above_whole(world, pair):
    for change in ({"evidence": "  "}, {"strength": 1001}, {"strength": -1}):
        with pytest.raises(Invalid):
            record_tie(world.lin.actor, **pair, **a_wish(**change))


def test_it_joins_a_village_and_an_outside_branch_and_nothing_else(world, pair):
    with pytest.raises(Invalid):
        record_tie(world.mei.actor, village=pair["partner"], partner=pair["village"], **a_wish())


def test_a_tie_lasts_no_longer_than_the_posting_it_rests_on(world, pair):
    ends = dt.date(2099, 6, 30)
    posting = a_posting(pair["village"], ends=ends)
    tie = record_tie(world.tao.actor, **pair, **a_wish(posting=posting))
    assert tie.until == ends


def test_a_posting_in_another_village_carries_no_tie(world, pair):
    elsewhere = a_posting(a_branch(world.society))
    with pytest.raises(Invalid):
        record_tie(world.tao.actor, **pair, **a_wish(posting=elsewhere))


def test_a_tie_is_seen_by_its_two_sides_and_by_nobody_else(world, pair):
    tie = record_tie(world.lin.actor, **pair, **a_wish())
    for who in (world.lin, world.wen, world.mei):
        assert selectors.tie(who.scope, tie.pk) == tie
    for who in (world.bo, world.hao):
        with pytest.raises(OutOfScope):
            selectors.tie(who.scope, tie.pk)


def test_the_journal_does_not_keep_the_sentence(world, pair):
    record_tie(world.lin.actor, **pair, **a_wish())
    line = Line.within(Scope.of_everything()).get(verb="registry.record_tie")
    assert SENTENCE not in line.body
    assert "keyed:" in line.body


def test_taking_it_back_removes_it_and_leaves_a_line(world, pair):
    tie = record_tie(world.lin.actor, **pair, **a_wish())
    withdraw_tie(world.wen.actor, tie=tie)
    assert not selectors.ties(world.mei.scope).exists()
    line = Line.within(Scope.of_everything()).get(verb="registry.withdraw_tie")
    assert line.subject == f"registry.tie:{tie.pk}"


def test_the_second_of_two_who_take_it_back_is_told(world, pair):
    tie = a_tie(**pair)
    withdraw_tie(world.wen.actor, tie=tie)
    with pytest.raises(Overtaken):
        withdraw_tie(world.lin.actor, tie=tie)


def test_a_stranger_cannot_take_it_back(world, pair):
    with pytest.raises(Denied):
        withdraw_tie(world.hao.actor, tie=a_tie(**pair))
