"""The parties of a report become branches and organisations; who only stands by becomes nothing."""

from __future__ import annotations

import pytest
from tests import makers
from tests.cast import World, a_world
from tests.reports.said import a_report, lines, proposals, taken, weighed

from lianjian.chain.accords.receiving import ACCORDS
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.pairing.receiving import EXISTING
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.receiving import BRANCHES
from lianjian.ground.core.receives import Receiver, Standing
from lianjian.ground.core.reports import Proposed
from lianjian.ground.organisations.models import Kind
from lianjian.ground.organisations.services import add_alias

pytestmark = pytest.mark.django_db

PAIRED = "2024年3月5日，石桥村与示例省文旅厅对外交流与合作处党支部联建共建。"
SIGNED = (
    "2024年7月1日，示例省美丽乡村促进会（以下简称“省美会”）党支部、省农业大学党支部与10位第六批省派"
    "驻村第一书记，齐聚石桥镇石桥村，签署共联共建协议。省美会党支部被示例省民政厅评为“先进党支部”。"
)


@pytest.fixture
def world() -> World:
    return a_world()


def read(world: World, receiver: Receiver, text: str) -> list[Proposed]:
    mei = world.mei.actor
    return proposals(receiver, mei, a_report(text, by=mei))


def test_a_branch_of_an_inner_unit_is_body_unit_and_branch(world: World):
    found = {one.values["name"]: one.values for one in read(world, BRANCHES, PAIRED)}
    partner = found["示例省文旅厅"]
    assert partner["unit"] == "对外交流与合作处"
    assert partner["branch"] == "示例省文旅厅对外交流与合作处党支部"
    assert (partner["kind"], partner["place"]) == (Kind.GOVERNMENT, "990000000000")
    assert found["石桥村"]["kind"] == Kind.VILLAGE


def test_a_pairing_has_its_village_its_partner_and_its_day(world: World):
    [line] = read(world, EXISTING, PAIRED)
    assert line.values == {
        "village": "石桥村",
        "partner": "示例省文旅厅对外交流与合作处党支部",
        "agreed_on": "2024-03-05",
    }
    [undated] = read(world, EXISTING, PAIRED.replace("2024年3月5日，", ""))
    assert "agreed_on" in undated.asks


def test_branches_and_then_their_pairing_are_taken_and_are_known_afterwards(world: World):
    mei = world.mei.actor
    for receiver in (BRANCHES, EXISTING):
        taken(receiver, mei, lines(receiver, read(world, receiver, PAIRED)))
    pairing = Pairing.within(mei.scope).get()
    assert (pairing.village.host, pairing.partner.unit) == (world.stone, "对外交流与合作处")
    for receiver in (BRANCHES, EXISTING):
        again = weighed(receiver, mei, lines(receiver, read(world, receiver, PAIRED)))
        assert {one.standing for one in again} == {Standing.UNCHANGED}


def test_who_gave_an_honour_and_where_they_met_are_no_parties(world: World):
    names = {one.values["name"] for one in read(world, BRANCHES, SIGNED)}
    assert names == {"示例省美丽乡村促进会", "省农业大学"}


def test_a_group_without_names_is_asked_for_and_never_invented(world: World):
    [accord] = read(world, ACCORDS, SIGNED)
    assert accord.values["parties"] == "示例省美丽乡村促进会党支部、省农业大学党支部"
    assert accord.values["active_since"] == "2024-07-01"
    assert "10位" in str(accord.asks["parties"])


def test_a_known_body_keeps_its_record_under_any_of_its_names(world: World):
    society = makers.an_organisation(
        "示例省美丽乡村发展促进会", kind=Kind.SOCIETY, affiliation=world.society.affiliation,
        kept_by=world.county,
    )  # fmt: skip
    add_alias(world.mei.actor, organisation=society, text="示例省美丽乡村促进会")
    found = {one.values["name"] for one in read(world, BRANCHES, SIGNED)}
    assert found == {"示例省美丽乡村发展促进会", "省农业大学"}


def test_a_name_much_like_a_known_one_is_asked_and_merged_by_nobody(world: World):
    makers.an_organisation(
        "示例省美丽乡村建设促进会", kind=Kind.SOCIETY, affiliation=world.society.affiliation,
        kept_by=world.county,
    )  # fmt: skip
    found = {one.values["name"]: one for one in read(world, BRANCHES, SIGNED)}
    assert "示例省美丽乡村建设促进会" in str(found["示例省美丽乡村促进会"].asks["name"])


def test_what_is_only_planned_brings_nobody_in(world: World):
    planned = "石桥村拟与示例省文旅厅对外交流与合作处党支部联建共建。"
    assert read(world, BRANCHES, planned) == []
    assert read(world, EXISTING, planned) == []


def test_nothing_is_written_while_it_is_read(world: World):
    before = Branch.within(world.mei.scope).count()
    read(world, BRANCHES, PAIRED + SIGNED)
    assert Branch.within(world.mei.scope).count() == before
