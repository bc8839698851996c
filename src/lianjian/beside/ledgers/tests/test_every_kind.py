"""A first day: every kind of record from a sheet as its keeper would have it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import World

from lianjian.beside.ledgers import services
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.exchange.models import Need, Offer
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch, Posting, Tie
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.organisations.models import DirectoryEntry, Organisation

from .makers import a_sheet, counts, everything, handed_in, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def branches(world: World) -> tuple[Branch, Branch]:
    return a_branch(world.stone, span=2), a_branch(world.university, span=5)


def again_changes_nothing(world: World, data: bytes, lines: int) -> None:
    assert counts(handed_in(world.mei, data)).get("unchanged") == lines


def test_organisations(world: World):
    data = a_sheet(
        [
            ["示例县县外单位台账"],
            ["单位名称", "类别", "统一社会信用代码", "隶属", "所在地"],
            ["示例科技公司", "民企", "91350100M000100Y44", "示例省", "示例县"],
            ["示例央企", "国企", "", "中央", ""],
        ]
    )
    sheet = handed_in(world.mei, data)
    assert counts(sheet) == {"new": 1, "wrong": 1}, sheet.problems
    assert sheet.problems[0]["field"] == "uscc", "its check character does not fit"
    services.take(world.mei.actor, sheet=sheet, good_only=True)
    central = everything(Organisation).get(name="示例央企")
    assert central.affiliation is None
    assert everything(DirectoryEntry).filter(organisation=central, division=world.county).exists()


def test_postings_with_batches_and_months_in_words(world: World, branches: Any):
    data = a_sheet(
        [
            ["驻村第一书记名册"],
            ["序号", "派驻村", "派出单位", "派出层级", "批次", "任职时间", "结束时间"],
            [1, "石桥村", "省农业大学", "省派", "第六批", "2023年6月", "至今"],
        ]
    )
    sheet = taken(world.mei, data)
    assert counts(sheet) == {"new": 1}
    posting = everything(Posting).get()
    assert (posting.batch, posting.level, posting.ends) == (6, "province", None)
    assert posting.starts == dt.date(2023, 6, 1)
    assert posting.sending_unit == world.university
    again_changes_nothing(world, data, 1)


def test_a_posting_that_the_next_sheet_ends(world: World, branches: Any):
    head = ["派驻村", "派出层级", "批次", "任职时间", "结束时间"]
    taken(world.mei, a_sheet([head, ["石桥村", "省派", 6, "2023-06-01", ""]]))
    sheet = taken(world.mei, a_sheet([head, ["石桥村", "省派", 6, "2023-06-01", "2026年5月"]]))
    assert counts(sheet) == {"changed": 1}
    assert everything(Posting).get().ends == dt.date(2026, 5, 31)


def test_ties(world: World, branches: Any):
    data = a_sheet(
        [
            ["村名", "县外单位", "纽带类型", "情况说明", "起始时间"],
            ["石桥村党支部", "省农业大学", "校友", "村书记与学院同届", "2020.9"],
        ]
    )
    taken(world.mei, data)
    tie = everything(Tie).get()
    assert (tie.ground, tie.since) == ("alumni", dt.date(2020, 9, 1))
    again_changes_nothing(world, data, 1)


def test_needs_and_offers(world: World, branches: Any):
    needs = a_sheet(
        [
            ["村名", "需求内容", "类别", "数量", "截止时间"],
            ["石桥村", "想请人看看果园的病虫害", "", "200亩", 46387],
            ["石桥村", "农产品销路", "产业", "", ""],
        ]
    )
    assert counts(taken(world.mei, needs)) == {"new": 2}
    need = everything(Need).get(title="想请人看看果园的病虫害")
    assert (need.state, need.area_guessed, need.grade) == ("open", True, 0)
    assert need.ends == dt.date(2026, 12, 31)
    again_changes_nothing(world, needs, 2)
    offers = a_sheet([["单位", "可提供资源"], ["省农业大学", "专家每月到村一次"]])
    sheet = handed_in(world.mei, offers)
    assert counts(sheet) == {"wrong": 1}, "its own people post what it offers"
    assert everything(Offer).count() == 0


def test_a_society_posts_its_own_offers(world: World):
    a_branch(world.society)
    data = a_sheet([["单位", "可提供资源"], ["省乡村共建促进会", "三场义诊"]])
    assert counts(taken(world.bo, data)) == {"new": 1}
    assert everything(Offer).get().grade == 1


def test_pairings_of_before(world: World, branches: Any):
    data = a_sheet(
        [
            ["结对村", "联建单位", "结对时间", "正式联建时间"],
            ["石桥村", "省农业大学党支部", "2024.3.5", "2024年6月"],
        ]
    )
    taken(world.mei, data)
    pairing = everything(Pairing).get()
    assert (pairing.origin, pairing.state) == ("before", "live")
    assert pairing.agreed_on == dt.date(2024, 3, 5)
    again_changes_nothing(world, data, 1)


def test_two_lines_cannot_share_the_last_room(world: World):
    a_branch(world.stone, span=1)
    a_branch(world.university, span=5)
    a_branch(world.society, span=5)
    data = a_sheet(
        [
            ["结对村", "联建单位", "结对时间"],
            ["石桥村", "省农业大学", "2024-03-05"],
            ["石桥村", "省乡村共建促进会", "2024-03-05"],
        ]
    )
    assert counts(handed_in(world.mei, data)) == {"new": 1, "wrong": 1}


def test_joint_bodies_and_accords_of_before(world: World, branches: Any):
    taken(
        world.mei,
        a_sheet([["结对村", "联建单位", "结对时间"], ["石桥村", "省农业大学", "2023-03-05"]]),
    )
    bodies = a_sheet(
        [
            ["联建党总支名称", "成员党组织", "批复机关", "批复文号", "批复时间"],
            [
                "石桥联建党总支",
                "石桥村党支部、省农业大学党支部",
                "示例县委组织部",
                "示组〔2023〕5号",
                "2023-07-01",
            ],
        ]
    )
    taken(world.mei, bodies)
    body = everything(JointBody).get()
    assert (body.state, body.members.count()) == ("working", 2)
    again_changes_nothing(world, bodies, 1)
    accords = a_sheet(
        [
            ["协议名称", "协议编号", "签约各方", "签订时间"],
            ["共建协议", "〔2023〕1", "石桥村党支部；省农业大学", "2023年7月1日"],
        ]
    )
    taken(world.mei, accords)
    accord = everything(Accord).get()
    assert (accord.state, accord.active_since) == ("active", dt.date(2023, 7, 1))
    assert everything(Pairing).get().state == "live"
    again_changes_nothing(world, accords, 1)


def test_hao_next_door_can_name_nothing_of_all_this(world: World, branches: Any):
    """Control: the same sheet that Mei can take."""
    data = a_sheet([["村名", "需求"], ["石桥村", "农产品销路"]])
    assert counts(handed_in(world.mei, data)) == {"new": 1}
    assert counts(handed_in(world.hao, data)) == {"wrong": 1}
    sheet = a_sheet([["单位名称", "类别", "隶属"], ["石桥村", "村", ""]])
    assert counts(handed_in(world.hao, sheet)) == {"wrong": 1}
