"""Joint bodies: proposed by members or the coordinator, approved by a committee."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import JointBody
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from . import makers


def _propose(world: World, who, **changes: object) -> JointBody:
    details: dict[str, Any] = {
        "name": "石桥片区联建党总支",
        "kind": "general_branch",
        "division": world.county,
        "members": [makers.branch_of(world.stone), makers.branch_of(world.university)],
        **changes,
    }
    return services.propose_body(who.actor, **details)


def test_the_coordinator_proposes_it(world: World):
    body = _propose(world, world.mei)
    assert body.state == "proposed"
    assert body.members.count() == 2


def test_a_member_proposes_it_with_its_partner(world: World):
    stone, university = makers.branch_of(world.stone), makers.branch_of(world.university)
    with pytest.raises(OutOfScope):
        _propose(world, world.lin)
    makers.a_pairing(stone, university)
    body = _propose(world, world.lin)
    assert body.proposer == world.stone
    assert list(selectors.bodies(world.mei.scope)) == [body]


def test_nobody_proposes_a_body_of_others(world: World):
    with pytest.raises(Denied):
        _propose(world, world.bo)
    with pytest.raises(Denied):
        _propose(world, world.hao)


def test_it_has_a_name_a_kind_and_two_members(world: World):
    for changes in (
        {"name": " "},
        {"kind": "empire"},
        {"members": [makers.branch_of(world.stone)]},
        {"members": [makers.branch_of(world.stone)] * 2},
    ):
        with pytest.raises(Invalid):
            _propose(world, world.mei, **changes)


def test_the_approval_says_who_under_what_number_and_when(world: World):
    body = makers.a_body(world, approved=True)
    assert body.state == "approved"
    assert body.approved_by == "中共示例县委组织部"
    assert body.approval_number == "示组〔2026〕3号"


def test_an_approval_without_number_or_from_tomorrow_is_none(world: World):
    body = makers.a_body(world)
    good: dict[str, Any] = {
        "committee": "县委组织部",
        "number": "1号",
        "approved_on": clock.today(),
    }
    changes: dict[str, Any]
    for changes in (
        {"committee": " "},
        {"number": ""},
        {"approved_on": clock.today() + dt.timedelta(days=1)},
    ):
        with pytest.raises(Invalid):
            services.approve_body(world.mei.actor, body=body, **{**good, **changes})


def test_only_the_coordinator_of_the_approving_division_approves(world: World):
    body = makers.a_body(world)
    for character in (world.lin, world.wen, world.hao, world.bo):
        with pytest.raises(Denied):
            services.approve_body(
                character.actor,
                body=body,
                committee="县委",
                number="1号",
                approved_on=clock.today(),
            )


def test_it_works_after_approval_only(world: World):
    body = makers.a_body(world)
    with pytest.raises(Invalid):
        services.set_to_work(world.mei.actor, body=body)
    makers.approve(world, body)
    assert services.set_to_work(world.mei.actor, body=body).state == "working"


def test_it_is_dissolved_with_a_reason(world: World):
    body = makers.a_body(world, approved=True)
    with pytest.raises(Invalid):
        services.dissolve(world.mei.actor, body=body, reason="")
    assert services.dissolve(world.mei.actor, body=body, reason="换届").state == "dissolved"


def test_it_is_not_dissolved_under_an_accord(world: World):
    setting = makers.three_parties(world)
    body = makers.a_body(world, approved=True)
    contents = dataclasses.replace(setting.contents, body=body)
    makers.an_accord(dataclasses.replace(setting, contents=contents))
    with pytest.raises(Invalid, match="accord"):
        services.dissolve(world.mei.actor, body=body, reason="换届")
    assert selectors.body(world.mei.scope, body.pk).state == "approved"


def test_the_next_county_sees_none_of_it(world: World):
    body = makers.a_body(world)
    with pytest.raises(OutOfScope):
        selectors.body(world.hao.scope, body.pk)
    assert selectors.body(world.wen.scope, body.pk) == body
