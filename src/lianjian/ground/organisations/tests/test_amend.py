"""Who corrects what is written about a body."""

from __future__ import annotations

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.organisations import selectors
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.organisations.services import (
    add_alias,
    amend,
    drop_from_directory,
    keep_in_directory,
    reaffiliate,
    register_organisation,
    remove_alias,
)

USCC = "9144030071526726XG"


def change(actor, body: Organisation, **more) -> Organisation:
    return amend(actor, organisation=body, **{"name": body.name, "kind": body.kind, **more})


def test_its_own_people_correct_it(world: World):
    amended = change(world.wen.actor, world.university, name="省农林大学", uscc=USCC)
    assert (amended.name, amended.uscc, amended.folded) == ("省农林大学", USCC, "省农林大学")
    assert world.university in selectors.matching(selectors.organisations(world.mei.scope), "农林")


def test_who_keeps_it_does_not_correct_a_body_with_people_of_its_own(world: World):
    with pytest.raises(Denied, match="省农业大学"):
        change(world.mei.actor, world.university, name="别的")


def test_who_keeps_it_corrects_a_body_that_nobody_speaks_for(world: World):
    body = makers.an_organisation("省茶叶协会", kept_by=world.county)
    assert change(world.mei.actor, body, name="省茶业协会").name == "省茶业协会"


def test_the_county_corrects_its_own_villages(world: World):
    assert change(world.mei.actor, world.stone, name="石桥新村").name == "石桥新村"
    with pytest.raises((Denied, OutOfScope)):
        change(world.hao.actor, world.stone, name="别的")


def test_two_bodies_never_share_a_credit_code(world: World):
    change(world.wen.actor, world.university, uscc=USCC)
    with pytest.raises(Invalid) as refused:
        change(world.bo.actor, world.society, uscc=USCC)
    assert "uscc" in refused.value.fields


def test_a_credit_code_can_be_taken_away_again(world: World):
    change(world.wen.actor, world.university, uscc=USCC)
    assert change(world.wen.actor, world.university, name="省农林大学").uscc == USCC
    assert change(world.wen.actor, world.university, uscc="").uscc is None


def test_a_seat_can_be_taken_away_again(world: World):
    assert change(world.wen.actor, world.university, name="省农林大学").seat is not None
    assert change(world.wen.actor, world.university, seat=None).seat is None


def test_whom_it_answers_to_is_changed_by_those_above_it(world: World):
    with pytest.raises(Denied):
        reaffiliate(world.wen.actor, organisation=world.university, affiliation=world.county)
    body = makers.an_organisation("县茶厂", affiliation=world.county)
    assert reaffiliate(world.mei.actor, organisation=body, affiliation=world.town)
    assert body.affiliation == world.town


def test_a_village_always_answers_to_a_place(world: World):
    with pytest.raises(Invalid):
        reaffiliate(world.mei.actor, organisation=world.stone, affiliation=None)


# -- aliases --


def test_an_alias_of_one_document_holds_there_alone(world: World):
    add_alias(world.bo.actor, organisation=world.society, text="省共建会", document="倡议书")
    assert selectors.named(world.bo.scope, "省共建会", document="倡议书") == [world.society]
    assert selectors.named(world.bo.scope, "省共建会") == []
    assert selectors.named(world.bo.scope, "省共建会", document="另一篇") == []


def test_an_alias_without_a_document_holds_everywhere(world: World):
    add_alias(world.bo.actor, organisation=world.society, text="省共建会")
    assert selectors.named(world.bo.scope, "省共建会", document="另一篇") == [world.society]
    assert selectors.named(world.hao.scope, "省共建会") == []


def test_a_body_is_found_by_its_alias_until_it_is_removed(world: World):
    alias = add_alias(world.bo.actor, organisation=world.society, text="共建会")
    assert add_alias(world.bo.actor, organisation=world.society, text=" 共建会 ") == alias
    rows = selectors.organisations(world.bo.scope)
    assert list(selectors.matching(rows, "共建会")) == [world.society]
    remove_alias(world.bo.actor, alias=alias)
    assert not selectors.matching(rows, "建会").exists()
    assert selectors.aliases(selectors.organisation(world.bo.scope, world.society.pk)) == []


def test_an_alias_is_not_empty(world: World):
    with pytest.raises(Invalid):
        add_alias(world.bo.actor, organisation=world.society, text=" ")


# -- directories --


def test_it_leaves_the_directory_and_comes_back(world: World):
    body = register_organisation(world.mei.actor, name="省茶叶协会", kind=Kind.SOCIETY)
    drop_from_directory(world.mei.actor, organisation=body)
    assert not Organisation.within(world.mei.scope).filter(pk=body.pk).exists()
    assert Organisation.within(Scope.of_everything()).filter(pk=body.pk).exists()
    keep_in_directory(world.mei.actor, organisation=body)
    keep_in_directory(world.mei.actor, organisation=body)
    assert Organisation.within(world.mei.scope).filter(pk=body.pk).count() == 1


def test_nobody_writes_in_the_directory_of_others(world: World):
    with pytest.raises(Denied):
        keep_in_directory(world.hao.actor, organisation=world.university, keeper=world.county)
    with pytest.raises(Denied):
        drop_from_directory(world.hao.actor, organisation=world.university, keeper=world.county)
    assert selectors.is_kept(world.mei.scope, world.university)
