"""A body is written down once, whoever comes first."""

from __future__ import annotations

from typing import Any

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.journal import selectors as journal
from lianjian.ground.organisations import selectors
from lianjian.ground.organisations.models import DirectoryEntry, Kind, Organisation
from lianjian.ground.organisations.services import register_organisation, register_village
from lianjian.ground.organisations.services.register_organisation import write_identity

USCC = "9144030071526726XG"


def register(actor, name: str = "省茶叶协会", **more) -> Organisation:
    return register_organisation(actor, **{"name": name, "kind": Kind.SOCIETY, **more})


def test_the_coordinator_sees_a_body_from_outside_once_they_entered_it(world: World):
    made = register(world.mei.actor, affiliation=makers.a_division("99"))
    assert made in Organisation.within(world.mei.scope)
    assert made not in Organisation.within(world.hao.scope)
    assert DirectoryEntry.within(world.mei.scope).get(organisation=made).division == world.county


def test_a_society_keeps_it_in_its_own_directory(world: World):
    made = register(world.bo.actor)
    assert DirectoryEntry.within(world.bo.scope).get(organisation=made).keeper == world.society
    assert made not in Organisation.within(world.mei.scope)


def test_the_next_county_finds_the_same_body_by_its_credit_code(world: World):
    first = register(world.mei.actor, uscc=USCC)
    again = register(world.hao.actor, "茶叶协会（省）", uscc=USCC.lower())
    assert again == first
    assert again.name == "省茶叶协会"
    assert again in Organisation.within(world.hao.scope)


def test_it_finds_the_same_name_under_the_same_affiliation(world: World):
    province = makers.a_division("99")
    first = register(world.mei.actor, "省茶叶协会 (筹)", affiliation=province)
    assert register(world.hao.actor, "省茶叶协会（筹）", affiliation=province) == first
    assert register(world.hao.actor, "省茶叶协会（筹）", affiliation=world.next_county) != first


def test_another_credit_code_is_another_body(world: World):
    first = register(world.mei.actor, uscc=USCC)
    second = register(world.mei.actor, uscc="91330100799655058B")
    assert first != second


def test_the_directory_shows_what_it_is_and_not_what_it_does(world: World):
    """Entering a village of the next county opens nothing of it (the control: its own county)."""
    theirs = register(
        world.hao.actor, "石桥村", kind=Kind.VILLAGE, affiliation=world.stone.affiliation
    )
    assert theirs == world.stone
    assert (
        not Organisation.objects.in_scope(world.hao.scope)
        .filter(Organisation.own_rule(world.hao.scope))
        .exists()
    )
    assert (
        Organisation.within(world.mei.scope).filter(Organisation.own_rule(world.mei.scope)).exists()
    )


def test_it_is_found_by_name_and_initials_from_then_on(world: World):
    made = register(world.mei.actor, uscc=USCC)
    rows = selectors.organisations(world.mei.scope)
    for text in ("茶叶", "scyx", "9144"):
        assert list(selectors.matching(rows, text)) == [made]


def test_the_journal_names_the_person_who_entered_it(world: World):
    made = register(world.mei.actor)
    verbs = {
        line.verb: line.person
        for line in journal.lines(Scope.of_everything())
        if line.verb.startswith("organisations.")
    }
    assert verbs["organisations.register"] == world.mei.actor.person
    assert made.pk


def test_the_system_enters_it_into_no_directory(world: World):
    made = register(system("a test"), is_demo=True)
    assert made.is_demo
    assert not DirectoryEntry.within(Scope.of_everything()).filter(organisation=made).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "guild"}, "kind"),
        ({"uscc": "123"}, "uscc"),
        ({"kind": Kind.VILLAGE}, "affiliation"),
    ],
)
def test_it_says_which_field_cannot_be_taken(world: World, given: dict[str, str], field: str):
    with pytest.raises(Invalid) as refused:
        register(world.mei.actor, **given)
    assert field in refused.value.fields


def test_who_only_reads_enters_nothing(world: World):
    from lianjian.ground.accounts.acting import actor_for
    from lianjian.ground.accounts.roles import Role

    post = makers.a_post(Role.EVALUATOR, division=world.county)
    with pytest.raises(Denied):
        register(actor_for(post))


def test_a_village_is_called_as_people_call_it(world: World):
    division = makers.a_division("990101001202", "上湾村委会")
    made = register_village(world.xu.actor, division=division)
    assert (made.name, made.kind, made.affiliation) == ("上湾村", Kind.VILLAGE, division)
    assert register_village(world.mei.actor, division=division) == made
    assert selectors.village(world.mei.scope, division) == made


def test_a_village_is_entered_by_its_own_county_alone(world: World):
    division = makers.a_division("990101001202", "上湾村委会")
    with pytest.raises(Denied, match="上湾"):
        register_village(world.hao.actor, division=division)


def test_a_township_is_no_village(world: World):
    with pytest.raises(Invalid):
        register_village(world.mei.actor, division=world.town)


def test_nobody_but_the_system_writes_an_identity_that_nobody_keeps(world: World):
    row: dict[str, Any] = {
        "kind": Kind.SOCIETY,
        "affiliation": None,
        "seat": None,
        "uscc": None,
        "is_demo": False,
    }
    with pytest.raises(Denied):
        write_identity(world.mei.actor, name="省茶叶协会", **row)
    made = write_identity(system("a test"), name="省茶叶协会", **row)
    assert made not in Organisation.within(world.mei.scope)
    assert made in Organisation.within(Scope.of_everything())
