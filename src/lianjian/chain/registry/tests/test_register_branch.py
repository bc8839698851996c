from __future__ import annotations

import pytest
from tests import makers

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.services import register_branch
from lianjian.ground.core.actors import NOBODY
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.journal.models import Line
from lianjian.ground.organisations.models import Kind


def test_it_keeps_the_unit_and_its_branch_apart(world):
    branch = register_branch(world.mei.actor, host=world.university, unit="对外交流处")
    assert (branch.host, branch.unit) == (world.university, "对外交流处")
    assert branch.name == "省农业大学对外交流处党支部"


def test_it_calls_a_committee_by_its_own_word(world):
    branch = register_branch(world.mei.actor, host=world.university, level=Branch.Level.COMMITTEE)
    assert branch.name == "省农业大学党委"


def test_it_lets_one_organisation_have_a_branch_in_each_unit(world):
    for unit in ("", "园艺学院", "茶学系"):
        register_branch(world.mei.actor, host=world.university, unit=unit)
    assert Branch.within(world.mei.scope).count() == 3


def test_it_refuses_a_second_branch_in_the_same_unit(world):
    register_branch(world.mei.actor, host=world.university, unit="园艺学院")
    with pytest.raises(Invalid) as refusal:
        register_branch(world.mei.actor, host=world.university, unit=" 园艺学院 ")
    assert "unit" in refusal.value.fields
    assert Branch.within(world.mei.scope).count() == 1


def test_it_lets_a_liaison_officer_enter_the_branch_of_their_own_organisation(world):
    assert register_branch(world.wen.actor, host=world.university, span=8).span == 8


def test_it_denies_a_township_checker(world):
    with pytest.raises(Denied):
        register_branch(world.xu.actor, host=world.stone)


def test_it_denies_whoever_has_not_signed_in(world):
    with pytest.raises(Denied):
        register_branch(NOBODY, host=world.stone)


def test_it_denies_a_liaison_officer_another_organisation(world):
    with pytest.raises(Denied):
        register_branch(world.wen.actor, host=world.society)


def test_it_is_out_of_scope_for_the_next_county(world):
    with pytest.raises(OutOfScope):
        register_branch(world.hao.actor, host=world.stone)
    assert not Branch.within(Scope.of_everything()).exists()


def test_it_lets_a_society_enter_what_is_in_its_own_directory_and_nothing_else(world):
    kept = makers.an_organisation("县果业公司", kept_by=world.society)
    assert register_branch(world.bo.actor, host=kept).host == kept
    with pytest.raises(OutOfScope):
        register_branch(world.bo.actor, host=world.stone)


@pytest.mark.parametrize("span", [0, 4])
def test_it_refuses_a_span_that_a_village_cannot_have(world, span):
    with pytest.raises(Invalid) as refusal:
        register_branch(world.mei.actor, host=world.stone, span=span)
    assert "span" in refusal.value.fields


@pytest.mark.parametrize("span", [1, 20])
def test_it_takes_a_span_of_up_to_twenty_villages_for_a_partner(world, span):
    assert register_branch(world.mei.actor, host=world.university, span=span).span == span


def test_it_refuses_an_outside_branch_that_must_be_served(world):
    lake = makers.an_organisation("县供销社", kind=Kind.ENTERPRISE, affiliation=world.county)
    with pytest.raises(Invalid):
        register_branch(world.mei.actor, host=lake, must_serve=True)


def test_it_does_not_let_a_village_say_of_itself_that_it_must_be_served(world):
    with pytest.raises(Denied):
        register_branch(world.lin.actor, host=world.stone, must_serve=True)


def test_it_writes_who_did_it_into_the_journal(world):
    branch = register_branch(world.mei.actor, host=world.stone)
    line = Line.within(world.mei.scope).get(verb="registry.register_branch")
    assert line.subject == f"registry.branch:{branch.pk}"
    assert line.person == world.mei.actor.person
