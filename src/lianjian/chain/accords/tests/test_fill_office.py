"""Offices, terms and members of a joint body, recorded by its division's coordinator (M4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import JointBody
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken

from . import makers
from .side_makers import a_working_body, an_office

DAY = dt.timedelta(days=1)


@pytest.fixture
def body(world: World) -> JointBody:
    return a_working_body(world)


def test_a_body_has_one_secretary_at_a_time(world: World, body: JointBody):
    first = an_office(world, body)
    with pytest.raises(Invalid, match="the one before") as refusal:
        an_office(world, body, holder="另一人")
    assert "rank" in refusal.value.fields
    services.vacate_office(world.mei.actor, office=first, on=clock.today(), reason="工作调动")
    second = an_office(world, body, holder="另一人")
    assert [one.pk for one in selectors.offices_in(body)] == [second.pk, first.pk]
    assert selectors.secretaries(world.mei.scope, [body.pk])[body.pk] == second


def test_it_has_as_many_deputies_and_members_as_it_likes(world: World, body: JointBody):
    ranks = ("deputy", "deputy", "member", "secretary")
    for rank in ranks:
        an_office(world, body, rank=rank, branch=makers.branch_of(world.stone))
    assert selectors.offices_in(body)[0].rank == "secretary"


def test_an_office_before_its_term_is_over_ends_with_a_reason(world: World, body: JointBody):
    office = an_office(world, body, starts=clock.today() - 9 * DAY, ends=clock.today() + 9 * DAY)
    for wrong in ({"reason": " "}, {"on": clock.today() + DAY}, {"on": clock.today() - 20 * DAY}):
        with pytest.raises(Invalid):
            services.vacate_office(
                world.mei.actor,
                office=office,
                **{"on": clock.today(), "reason": "工作调动", **wrong},  # type: ignore[arg-type]
            )
    ended = services.vacate_office(
        world.mei.actor, office=office, on=clock.today(), reason="工作调动"
    )
    assert ended.ended_early
    with pytest.raises(Overtaken):
        services.vacate_office(world.mei.actor, office=office, on=clock.today(), reason="再次")


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("rank", {"rank": "emperor"}),
        ("title", {"rank": "other"}),
        ("holder", {"holder": ""}),
        ("starts", {"starts": dt.date(2099, 1, 1)}),
        ("ends", {"ends": dt.date(2000, 1, 1)}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    world: World, body: JointBody, field: str, changes: dict[str, Any]
):
    with pytest.raises(Invalid) as refusal:
        an_office(world, body, **changes)
    assert set(refusal.value.fields) == {field}


def test_only_members_fill_its_offices(world: World, body: JointBody):
    with pytest.raises(OutOfScope):
        an_office(world, body, branch=makers.branch_of(world.society))
    with pytest.raises(OutOfScope):
        an_office(world, body, post=world.bo.post, holder="")
    assert an_office(world, body, post=world.lin.post, holder="").post == world.lin.post


def test_a_body_that_is_not_approved_has_no_offices(world: World):
    proposed = makers.a_body(world)
    with pytest.raises(Invalid):
        an_office(world, proposed)


def test_only_its_coordinator_records_them(world: World, body: JointBody):
    office = an_office(world, body)
    for who in (world.lin, world.wen, world.hao, world.bo):
        with pytest.raises(Denied):
            services.vacate_office(who.actor, office=office, on=clock.today(), reason="不行")


def test_its_own_term_is_kept(world: World, body: JointBody):
    first, last = dt.date(2026, 1, 1), dt.date(2030, 12, 31)
    services.set_term(world.mei.actor, body=body, term="第一届", term_from=first, term_to=last)
    kept = selectors.body(world.mei.scope, body.pk)
    assert (kept.term, kept.term_from, kept.term_to) == ("第一届", first, last)
    for wrong in ({"term_from": last, "term_to": first}, {"term_from": None}):
        with pytest.raises(Invalid):
            services.set_term(world.mei.actor, body=kept, **wrong)


def test_a_member_joins_and_leaves_and_stays_on_record(world: World, body: JointBody):
    third = makers.villages(world, 1)[0].branch
    joined = services.admit_member(
        world.mei.actor, body=body, branch=third, on=clock.today() - 5 * DAY
    )
    with pytest.raises(Overtaken):
        services.admit_member(world.mei.actor, body=body, branch=third, on=clock.today())
    with pytest.raises(Invalid):
        services.part_member(
            world.mei.actor, member=joined, on=clock.today() - 9 * DAY, reason="退出"
        )
    left = services.part_member(world.mei.actor, member=joined, on=clock.today(), reason="退出")
    assert (left.left_on, left.leave_reason) == (clock.today(), "退出")
    assert third.pk not in selectors.branches_in(body)
    assert [one.branch_id for one in selectors.members_of(body)][-1] == third.pk
    with pytest.raises(Overtaken):
        services.part_member(world.mei.actor, member=joined, on=clock.today(), reason="再次")
    again = services.admit_member(world.mei.actor, body=body, branch=third, on=clock.today())
    assert again.pk != joined.pk


def test_a_body_keeps_two_members(world: World, body: JointBody):
    member = selectors.members_of(body)[0]
    with pytest.raises(Invalid):
        services.part_member(world.mei.actor, member=member, on=clock.today(), reason="退出")


def test_members_change_only_while_it_is_approved_or_at_work(world: World):
    proposed = makers.a_body(world)
    third = makers.villages(world, 1)[0].branch
    with pytest.raises(Invalid):
        services.admit_member(world.mei.actor, body=proposed, branch=third, on=clock.today())


def test_nobody_holds_an_office_in_a_body_that_was_dissolved(world: World, body: JointBody):
    an_office(world, body, starts=clock.today() - DAY)
    services.dissolve(world.mei.actor, body=body, reason="联建期满")
    (office,) = selectors.offices_in(selectors.body(world.mei.scope, body.pk))
    assert (office.ended_on, office.end_reason) == (clock.today(), "联建期满")


def test_an_office_does_not_outlast_the_body_and_its_post_is_of_the_branch(
    world: World, body: JointBody
):
    last = clock.today() + 30 * DAY
    with scope_lifted("a maker"):
        JointBody.objects.filter(pk=body.pk).update(term_to=last)
    body.term_to = last
    with pytest.raises(Invalid, match="ends before"):
        an_office(world, body, ends=last + DAY)
    stone, university = makers.branch_of(world.stone), makers.branch_of(world.university)
    with pytest.raises(Invalid, match="another side"):
        an_office(world, body, post=world.lin.post, branch=university)
    assert an_office(world, body, post=world.lin.post, branch=stone, ends=last).pk
