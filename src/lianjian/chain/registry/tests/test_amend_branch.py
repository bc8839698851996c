from __future__ import annotations

import pytest
from tests import makers

from lianjian.chain.registry import selectors
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.services import amend_branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from .makers import a_branch


def stored(branch: Branch) -> Branch:
    return Branch.within(Scope.of_everything()).get(pk=branch.pk)


def test_it_changes_what_is_given_and_leaves_the_rest(world):
    branch = a_branch(world.university, span=3)
    amend_branch(world.wen.actor, branch=branch, span=5)
    assert (stored(branch).span, stored(branch).name) == (5, branch.name)


def test_two_people_amend_different_fields_and_neither_loses(world):
    branch = a_branch(world.stone)
    lins, meis = stored(branch), stored(branch)
    amend_branch(world.lin.actor, branch=lins, span=2)
    amend_branch(world.mei.actor, branch=meis, must_serve=True)
    assert (stored(branch).span, stored(branch).must_serve) == (2, True)


def test_the_village_secretary_amends_their_own_branch(world):
    branch = a_branch(world.stone)
    assert amend_branch(world.lin.actor, branch=branch, name="石桥村党总支").name == "石桥村党总支"


def test_it_is_found_by_its_new_name(world):
    branch = a_branch(world.stone)
    amend_branch(world.lin.actor, branch=branch, name="红旗党总支")
    assert list(selectors.branches(world.mei.scope, text="红旗")) == [branch]


def test_only_a_coordinator_marks_a_village_that_must_be_served(world):
    branch = a_branch(world.stone)
    with pytest.raises(Denied):
        amend_branch(world.lin.actor, branch=branch, must_serve=True)
    assert amend_branch(world.mei.actor, branch=branch, must_serve=True).must_serve


def test_only_a_coordinator_takes_that_mark_away(world):
    branch = a_branch(world.stone, must_serve=True)
    with pytest.raises(Denied):
        amend_branch(world.lin.actor, branch=branch, must_serve=False)
    assert stored(branch).must_serve


def test_a_county_does_not_speak_for_a_body_that_answers_to_the_province(world):
    with pytest.raises(Denied):
        amend_branch(world.mei.actor, branch=a_branch(world.university), span=9)


def test_a_county_corrects_a_body_that_nobody_speaks_for_yet(world):
    college = makers.an_organisation("省林学院", kept_by=world.county)
    branch = a_branch(college)
    assert amend_branch(world.mei.actor, branch=branch, span=4).span == 4
    makers.a_post(Role.LIAISON, organisation=college)
    with pytest.raises(Denied):
        amend_branch(world.mei.actor, branch=branch, span=5)


def test_a_liaison_officer_does_not_amend_a_village(world):
    with pytest.raises(Denied):
        amend_branch(world.wen.actor, branch=a_branch(world.stone), span=2)


def test_the_next_county_is_denied_and_would_be_out_of_scope_besides(world):
    branch = a_branch(world.stone)
    with pytest.raises((Denied, OutOfScope)):
        amend_branch(world.hao.actor, branch=branch, span=2)
    assert stored(branch).span == 1


def test_it_refuses_an_empty_name_and_an_impossible_span(world):
    branch = a_branch(world.stone)
    for change in ({"name": "  "}, {"span": 4}, {"span": 0}):
        with pytest.raises(Invalid):
            amend_branch(world.mei.actor, branch=branch, **change)
