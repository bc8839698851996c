"""Who may give which post to whom, and where; and the three administrators kept apart."""

from __future__ import annotations

from typing import Any

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.appoint import appoint
from lianjian.ground.core.actors import NOBODY, Actor
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.organisations.models import Kind

# Written by hand from the brief of the room, role by role; the code's own table is not consulted.
WHO_GIVES = {
    "county_coordinator": {
        "village_secretary",
        "first_secretary",
        "township_checker",
        "liaison",
        "body_secretary",
        "evaluator",
        "media_editor",
        "expert",
    },
    "province_coordinator": {
        "county_coordinator",
        "campaign_issuer",
        "liaison",
        "evaluator",
        "media_editor",
        "expert",
    },
    "campaign_issuer": {"liaison", "media_editor", "expert"},
    "system_admin": {"security_admin", "auditor"},
    "security_admin": {"county_coordinator", "province_coordinator", "campaign_issuer"},
    "village_secretary": set(),
    "first_secretary": set(),
    "liaison": set(),
    "body_secretary": set(),
    "township_checker": set(),
    "media_editor": set(),
    "expert": set(),
    "evaluator": set(),
    "auditor": set(),
}


def an_actor(world: World, role: str) -> Actor:
    """An actor of each role, placed so that everything the role could give lies in reach."""
    if role in ("campaign_issuer", "liaison", "body_secretary", "media_editor", "expert"):
        return actor_for(makers.a_post(Role(role), organisation=world.society))
    province = makers.a_division("99")
    return actor_for(makers.a_post(Role(role), division=province))


def a_place_for(world: World, role: str) -> dict[str, Any]:
    if role in ("village_secretary", "first_secretary"):
        return {"organisation": world.stone}
    if role in ("liaison", "body_secretary", "campaign_issuer", "media_editor", "expert"):
        return {"organisation": world.society}
    if role == "township_checker":
        return {"division": world.town}
    if role == "province_coordinator":
        return {"division": world.county.parent}
    return {"division": world.county}


@pytest.mark.parametrize("given", [role.value for role in Role])
@pytest.mark.parametrize("giver", WHO_GIVES)
def test_only_who_stands_in_the_table_gives_a_role(world: World, giver: str, given: str):
    def try_it() -> Post:
        return appoint(
            an_actor(world, giver),
            name="新来的人",
            phone="13900000001",
            role=Role(given),
            **a_place_for(world, given),
        )

    if given in WHO_GIVES[giver]:
        assert try_it().role == given
    else:
        with pytest.raises(Denied):
            try_it()
        assert not Person.objects.filter(phone="13900000001").exists()


def test_nobody_gives_nothing(world: World):
    with pytest.raises(Denied):
        appoint(NOBODY, name="甲", phone="", role=Role.EXPERT, organisation=world.society)


def test_a_coordinator_appoints_in_their_county_and_not_in_the_next(world: World):
    post = appoint(
        world.mei.actor,
        name="新书记",
        phone="139 0000 0001",
        role=Role.VILLAGE_SECRETARY,
        organisation=world.stone,
    )
    assert post.person.phone == "13900000001"
    assert post.division == world.stone.affiliation
    with pytest.raises(OutOfScope):
        appoint(
            world.hao.actor,
            name="别的人",
            phone="13900000002",
            role=Role.VILLAGE_SECRETARY,
            organisation=world.stone,
        )
    with pytest.raises(Denied, match="outside the area"):
        appoint(
            world.hao.actor,
            name="别的人",
            phone="13900000002",
            role=Role.TOWNSHIP_CHECKER,
            division=world.town,
        )


def test_the_coordinator_sees_the_post_they_gave_in_a_body_from_outside(world: World):
    partner = makers.an_organisation(
        "省林业大学", kind=Kind.UNIVERSITY, affiliation=world.county.parent, kept_by=world.county
    )
    post = appoint(
        world.mei.actor,
        name="联络的人",
        phone="13900000003",
        role=Role.LIAISON,
        organisation=partner,
    )
    assert Post.within(world.mei.scope).filter(pk=post.pk).exists()
    assert not Post.within(world.hao.scope).filter(pk=post.pk).exists()


def test_a_body_with_people_of_its_own_appoints_for_itself(world: World):
    with pytest.raises(Denied, match="appoint and hand over themselves"):
        appoint(
            world.mei.actor,
            name="冒名的人",
            phone="13900000004",
            role=Role.LIAISON,
            organisation=world.university,
        )


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.TOWNSHIP_CHECKER, "county"),
        (Role.VILLAGE_SECRETARY, "university"),
        (Role.VILLAGE_SECRETARY, "town"),
        (Role.LIAISON, "county"),
        (Role.EVALUATOR, "stone"),
    ],
)
def test_a_role_is_given_only_in_a_place_that_fits_it(world: World, role: Role, where: str):
    place = getattr(world, where)
    key = "organisation" if where in ("stone", "university") else "division"
    with pytest.raises(Invalid) as refused:
        appoint(world.mei.actor, name="甲某", phone="", role=role, **{key: place})
    assert "place" in refused.value.fields


def test_a_number_in_use_under_another_name_is_refused_without_telling_it(world: World):
    makers.a_person("wang", phone="13900000005")
    with pytest.raises(Invalid) as refused:
        appoint(
            world.mei.actor,
            name="赵某",
            phone="13900000005",
            role=Role.VILLAGE_SECRETARY,
            organisation=world.stone,
        )
    assert "phone" in refused.value.fields
    assert "Wang" not in str(refused.value)


@pytest.mark.parametrize("phone", ["123", "239000000012", "1390000000x", "０"])
def test_a_wrong_number_is_refused(world: World, phone: str):
    with pytest.raises(Invalid) as refused:
        appoint(
            world.mei.actor,
            name="甲某",
            phone=phone,
            role=Role.VILLAGE_SECRETARY,
            organisation=world.stone,
        )
    assert "phone" in refused.value.fields


def test_full_width_digits_are_a_number_too(world: World):
    post = appoint(
        world.mei.actor,
        name="甲某",
        phone="１３９００００００１１",
        role=Role.VILLAGE_SECRETARY,
        organisation=world.stone,
    )
    assert post.person.phone == "13900000011"


def test_the_same_person_does_not_hold_the_same_post_twice(world: World):
    again: Any = {"role": Role.VILLAGE_SECRETARY, "organisation": world.stone}
    appoint(world.mei.actor, name="甲某", phone="13900000006", **again)
    with pytest.raises(Invalid, match="already holds"):
        appoint(world.mei.actor, name="甲某", phone="13900000006", **again)


def test_an_administrator_holds_no_other_post(world: World):
    system = actor_for(makers.a_post(Role.SYSTEM_ADMIN, division=world.county))
    appoint(system, name="审计员", phone="13900000007", role=Role.AUDITOR, division=world.county)
    with pytest.raises(Denied, match="administrator"):
        appoint(
            system,
            name="审计员",
            phone="13900000007",
            role=Role.SECURITY_ADMIN,
            division=world.county,
        )
    with pytest.raises(Denied, match="administrator"):
        appoint(
            world.mei.actor,
            name="审计员",
            phone="13900000007",
            role=Role.EVALUATOR,
            division=world.county,
        )


def test_somebody_with_a_business_post_becomes_no_administrator(world: World):
    system = actor_for(makers.a_post(Role.SYSTEM_ADMIN, division=world.county))
    appoint(
        world.mei.actor,
        name="评估的人",
        phone="13900000008",
        role=Role.EVALUATOR,
        division=world.county,
    )
    with pytest.raises(Denied, match="no other post"):
        appoint(
            system,
            name="评估的人",
            phone="13900000008",
            role=Role.AUDITOR,
            division=world.county,
        )


def test_a_newcomer_cannot_sign_in_before_their_slip(world: World):
    post = appoint(
        world.mei.actor,
        name="甲某",
        phone="13900000009",
        role=Role.VILLAGE_SECRETARY,
        organisation=world.stone,
    )
    assert not post.person.has_usable_password()
    assert not post.person.username.isdecimal()
