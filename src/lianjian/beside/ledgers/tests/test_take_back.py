"""A wrong sheet goes again: what it brought, and what it changed, as if it had never been taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
import time_machine
from django.apps import apps
from tests.cast import World
from tests.makers import an_organisation

from lianjian.beside.ledgers import services
from lianjian.beside.ledgers.models import Import, Portion
from lianjian.chain.accords import services as accords
from lianjian.chain.accords.models import Accord, JointBody, TextVersion
from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.jobs import expire_listings
from lianjian.chain.exchange.models import Need
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.pairing.tests.makers import a_pairing
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch, Posting, Tie
from lianjian.chain.registry.tests.makers import a_branch, a_tie, stands_by
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.models import SearchEntry
from lianjian.ground.core.rows import plain, rows_of
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations import services as organisations
from lianjian.ground.organisations.models import DirectoryEntry, Organisation

from .makers import a_sheet, counts, everything, taken

pytestmark = pytest.mark.django_db

AROUND = {"core", "journal", "jobs", "django_q", "ledgers", "sessions", "contenttypes"}
"""What a sheet leaves beside its records: its file, its lines in the journal, itself."""

HEAD = ["单位名称", "单位类别", "隶属", "党支部名称", "管理幅度"]
NEEDS = ["村名", "需求内容", "数量"]
POSTINGS = ["派驻村", "派出层级", "批次", "任职时间", "结束时间"]
PAIRINGS = ["结对村", "联建单位", "结对时间"]
BODIES = ["联建党总支名称", "成员党组织", "批复机关", "批复文号", "批复时间"]
ACCORDS = ["协议名称", "协议编号", "签约各方", "签订时间"]
MEMBERS = "石桥村党支部、省农业大学党支部"


def what_is_there() -> dict[str, list[str]]:
    """Every row of every table, as far as records go, and what finds them."""
    found = {
        model._meta.label: sorted(
            repr({key: plain(value) for key, value in values.items()})
            for values in rows_of(model).values()
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in AROUND and not model._meta.proxy
    }
    entries = rows_of(SearchEntry).values("kind", "key", "text")
    return {**found, "search": sorted(map(repr, entries))}


@pytest.fixture
def branches(world: World) -> tuple[Branch, Branch]:
    return a_branch(world.stone, span=2), a_branch(world.university, span=5)


def taken_back(world: World, sheet: Import) -> Import:
    services.take_back(world.mei.actor, sheet=everything(Import).get(pk=sheet.pk))
    sheet.refresh_from_db()
    return sheet


def why(sheet: Import) -> dict[str, str]:
    """What stays, by its name, and why."""
    return {one["name"]: one["why"] for one in sheet.back["kept"]}


SHEETS: dict[str, tuple[list[str], list[Any]]] = {
    "organisations": (
        ["单位名称", "类别", "隶属", "所在地"],
        ["示例央企", "国企", "中央", ""],
    ),
    "branches": (HEAD, ["示例省农科院", "高校", "示例省", "示例省农科院机关党支部", 5]),
    "postings": (
        ["派驻村", "派出单位", "派出层级", "批次", "任职时间"],
        ["石桥村", "省农业大学", "省派", "第六批", "2023年6月"],
    ),
    "ties": (
        ["村名", "县外单位", "纽带类型", "情况说明", "起始时间"],
        ["石桥村党支部", "省农业大学", "校友", "村书记与学院同届", "2020.9"],
    ),
    "needs": (NEEDS, ["石桥村", "农产品销路", "两万斤"]),
    "pairings": (PAIRINGS, ["石桥村", "省农业大学", "2024-03-05"]),
    "bodies": (BODIES, ["石桥联建党总支", MEMBERS, "示例县委组织部", "5号", "2023-07-01"]),
    "accords": (ACCORDS, ["共建协议", "1号", MEMBERS, "2023年7月1日"]),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_each_kind_leaves_no_trace_and_is_taken_anew_afterwards(
    world: World, branches: Any, kind: str
):
    if kind == "accords":
        a_pairing(*branches, state="agreed")
    before = what_is_there()
    data = a_sheet(list(SHEETS[kind]))
    sheet = taken(world.mei, data)
    assert (sheet.kind, counts(sheet)) == (kind, {"new": 1})
    assert what_is_there() != before
    back = taken_back(world, sheet)
    assert back.state == "taken_back"
    assert (back.back["stays"], back.back["kept"]) == (0, [])
    assert sum(back.back["gone"].values()) >= 1
    assert what_is_there() == before
    assert not everything(Portion).exists()
    assert counts(taken(world.mei, data)) == {"new": 1}


def test_a_society_takes_its_own_offers_back(world: World):
    a_branch(world.society)
    before = what_is_there()
    sheet = taken(world.bo, a_sheet([["单位", "可提供资源"], ["省乡村共建促进会", "三场义诊"]]))
    services.take_back(world.bo.actor, sheet=sheet)
    assert what_is_there() == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            [HEAD, ["石桥村", "村", "石桥镇", "", 2]],
            [HEAD, ["石桥村", "村", "石桥镇", "石桥村党总支", 3]],
        ),
        ([NEEDS, ["石桥村", "农产品销路", ""]], [NEEDS, ["石桥村", "农产品销路", "两万斤"]]),
        (
            [POSTINGS, ["石桥村", "省派", 6, "2023-06-01", ""]],
            [POSTINGS, ["石桥村", "省派", 6, "2023-06-01", "2026年5月"]],
        ),
        (
            [["单位名称", "类别", "隶属"], ["示例央企", "国企", "中央"]],
            [["单位名称", "类别", "隶属", "所在地"], ["示例央企", "国企", "中央", "示例县"]],
        ),
    ],
    ids=["branch", "need", "posting", "organisation"],
)
def test_what_a_sheet_changed_says_again_what_it_said_before(
    world: World, first: Sequence[Any], second: Sequence[Any]
):
    if first[0] != HEAD:
        a_branch(world.stone, span=2)
    taken(world.mei, a_sheet(first))
    if first[0] == POSTINGS:
        partner = a_branch(world.university)
        a_tie(everything(Branch).get(host=world.stone), partner, posting=everything(Posting).get())
    before = what_is_there()
    sheet = taken(world.mei, a_sheet(second))
    assert counts(sheet) == {"changed": 1}
    back = taken_back(world, sheet)
    assert back.back["restored"] >= 1
    assert what_is_there() == before


def test_a_body_of_before_only_leaves_the_directory(world: World):
    known = an_organisation("示例省设计院", affiliation=world.university.affiliation)
    sheet = taken(
        world.mei, a_sheet([["单位名称", "类别", "隶属"], ["示例省设计院", "国企", "示例省"]])
    )
    assert everything(DirectoryEntry).filter(organisation=known).exists()
    assert taken_back(world, sheet).back["gone"] == {"organisations.DirectoryEntry": 1}
    assert not everything(DirectoryEntry).filter(organisation=known).exists()
    assert everything(Organisation).filter(pk=known.pk).exists()


def test_what_was_built_upon_stays_with_all_that_it_needs(world: World):
    rows = [["石桥村", "村", "石桥镇", "", 2], ["示例省农科院", "高校", "示例省", "", 5]]
    sheet = taken(world.mei, a_sheet([HEAD, *rows, ["示例公司", "企业", "示例省", "", ""]]))
    village = everything(Branch).get(host=world.stone)
    institute = everything(Branch).get(host__name="示例省农科院")
    a_pairing(village, institute)
    back = taken_back(world, sheet)
    assert back.back["gone"] == {
        "organisations.DirectoryEntry": 1,
        "organisations.Organisation": 1,
        "registry.Branch": 1,
    }
    assert set(why(back)) == {"石桥村党支部", "示例省农科院党支部", "示例省农科院"}
    assert "结对" in why(back)["石桥村党支部"]
    assert "这份表" in why(back)["示例省农科院"]
    assert everything(DirectoryEntry).filter(organisation=institute.host).exists()
    assert not everything(Organisation).filter(name="示例公司").exists()


def test_what_others_built_is_told_of_without_saying_what(world: World):
    sheet = taken(world.mei, a_sheet([HEAD, ["示例公司", "企业", "示例省", "", ""]]))
    body = everything(Organisation).get(name="示例公司")
    organisations.keep_in_directory(
        system("the next county keeps it too"), organisation=body, keeper=world.next_county
    )
    back = taken_back(world, sheet)
    assert why(back)["示例公司"] == "之后有其他人用到了它。"
    assert everything(DirectoryEntry).filter(organisation=body).count() == 2


def test_what_somebody_changed_since_stays(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "销路", ""], ["石桥村", "路灯", ""]]))
    need = Need.get_within(world.lin.scope, title="销路")
    exchange.amend(world.lin.actor, listing=need, quantity="两万斤")
    back = taken_back(world, sheet)
    assert set(why(back)) == {"销路"}
    assert [one.title for one in everything(Need)] == ["销路"]


def test_a_changed_record_that_was_changed_again_keeps_what_it_says(world: World):
    taken(world.mei, a_sheet([HEAD, ["石桥村", "村", "石桥镇", "", 1]]))
    sheet = taken(world.mei, a_sheet([HEAD, ["石桥村", "村", "石桥镇", "", 2]]))
    branch = Branch.get_within(world.mei.scope, host=world.stone)
    registry.amend_branch(world.mei.actor, branch=branch, span=3)
    back = taken_back(world, sheet)
    assert (back.back["restored"], back.back["stays"]) == (0, 1)
    assert everything(Branch).get().span == 3


def test_what_only_the_clock_changed_goes(world: World, branches: Any):
    head = [*NEEDS, "截止时间"]
    tomorrow = clock.today() + dt.timedelta(days=1)
    sheet = taken(world.mei, a_sheet([head, ["石桥村", "农产品销路", "", tomorrow]]))
    with time_machine.travel(clock.now() + dt.timedelta(days=3)):
        expire_listings()
        assert everything(Need).get().state == "expired"
        assert taken_back(world, sheet).back["stays"] == 0
    assert not everything(Need).exists()


def test_a_tie_that_somebody_else_stands_by_stays(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet(list(SHEETS["ties"])))
    stands_by(world.lin.post, everything(Tie).get())
    assert taken_back(world, sheet).back["stays"] == 1
    assert everything(Tie).count() == 1


def test_an_accord_with_its_scan_stays_whole(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet(list(SHEETS["accords"])))
    accord = Accord.get_within(world.mei.scope)
    accords.keep_scan(world.mei.actor, accord=accord, scan=b"%PDF-1.7 a scan")
    back = taken_back(world, sheet)
    assert set(why(back)) == {"共建协议"}
    version = everything(TextVersion).get()
    assert version.parties.count() == 2


def test_a_pairing_that_another_accord_stands_behind_by_now_stays_live(world: World, branches: Any):
    pairing = a_pairing(*branches, state="agreed")
    sheet = taken(world.mei, a_sheet(list(SHEETS["accords"])))
    taken(world.mei, a_sheet([ACCORDS, ["补充协议", "2号", MEMBERS, "2024年7月1日"]]))
    back = taken_back(world, sheet)
    assert (back.back["restored"], back.back["stays"]) == (1, 0)
    other = everything(Accord).get()
    pairing.refresh_from_db()
    assert (pairing.state, pairing.backing) == ("live", f"accords.accord:{other.pk}")


def test_a_pairing_that_an_accord_stands_behind_stays(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet(list(SHEETS["pairings"])))
    taken(world.mei, a_sheet(list(SHEETS["accords"])))
    back = taken_back(world, sheet)
    assert back.back["stays"] == 1
    assert everything(Pairing).get().state == "live"


def test_pairings_are_said_to_leave_overtaken_proposals_alone(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet(list(SHEETS["pairings"])))
    page = world.mei.client().get(f"/imports/{sheet.pk}/take-back").content.decode()
    assert "推荐" in page


def test_joint_bodies_that_an_accord_names_stay(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet(list(SHEETS["bodies"])))
    body = everything(JointBody).get()
    taken(world.mei, a_sheet(list(SHEETS["accords"])))
    with scope_lifted("a maker"):
        rows_of(Accord).update(body=body)
    assert taken_back(world, sheet).back["stays"] == 1
    assert everything(JointBody).get().members.count() == 2
