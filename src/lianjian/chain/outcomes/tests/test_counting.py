"""What a counter counts, and over which days."""

from __future__ import annotations

from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords import services as accords
from lianjian.chain.accords.models import JointBody
from lianjian.chain.accords.tests import makers as accord_makers
from lianjian.chain.outcomes import totals
from lianjian.chain.outcomes.counting import AT_ITS_END, IN_THE_SPAN, SO_FAR
from lianjian.chain.outcomes.extent import Extent
from lianjian.chain.outcomes.tests import makers
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock

from .test_overview import this_year

GENERAL = JointBody.Kind.GENERAL_BRANCH


def cell(world: World, code: str) -> totals.Cell:
    extent = Extent.of(world.county)
    return totals.one_cell(world.mei.scope, extent, makers.the(code), *this_year())


def approved(world: World, kind: str, *members: Branch) -> JointBody:
    body = accords.propose_body(
        world.mei.actor, name="片区联建组织", kind=kind, division=world.county, members=[*members]
    )
    return accord_makers.approve(world, body)


def stone_and(world: World, other: Branch) -> tuple[Branch, Branch]:
    return accord_makers.branch_of(world.stone), other


def test_general_branches_across_counties_count_and_nothing_else(world: World):
    (nearby,) = accord_makers.villages(world, 1)
    beyond = accord_makers.a_village(f"{world.next_county.code // 10**9}001201", "邻县村")
    accord_makers.keep(world.county, beyond.host)
    university = accord_makers.branch_of(world.university)
    approved(world, JointBody.Kind.ALLIANCE, *stone_and(world, university))
    approved(world, GENERAL, *stone_and(world, nearby.branch))
    assert cell(world, "joint_bodies").number == 0
    approved(world, GENERAL, *stone_and(world, university))
    approved(world, GENERAL, *stone_and(world, beyond.branch))
    assert cell(world, "joint_bodies").number == 2


def test_a_general_branch_whose_only_member_from_elsewhere_has_left_counts_no_more(world: World):
    (nearby,) = accord_makers.villages(world, 1)
    university = accord_makers.branch_of(world.university)
    body = approved(world, GENERAL, *stone_and(world, university), nearby.branch)
    assert cell(world, "joint_bodies").number == 1
    away = body.members.get(branch=university)
    accords.part_member(world.mei.actor, member=away, on=clock.today(), reason="到期")
    assert cell(world, "joint_bodies").number == 0


def test_a_number_says_whether_it_is_of_the_span_or_of_its_last_day(world: World):
    codes = ("joint_bodies", "visits", "accords_in_force", "villages_paired", "projects_listed")
    said = [cell(world, code).over for code in (*codes, "brands")]
    assert said == [IN_THE_SPAN, IN_THE_SPAN, AT_ITS_END, AT_ITS_END, AT_ITS_END, SO_FAR]
    client = world.mei.client()
    for address in ("outcomes:by_place", "outcomes:indicator"):
        text = client.get(reverse(address, args=["villages_paired"])).content.decode()
        assert "截至时段末" in text
    assert "截至时段末" in client.get(reverse("outcomes:overview")).content.decode()


def test_its_definition_says_what_counts_since_when(world: World):
    newest = makers.the("joint_bodies").newest
    assert "成员分属不同县域" in newest.text
    assert newest.version == 2
