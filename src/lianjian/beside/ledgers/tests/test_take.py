from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.beside.ledgers import services
from lianjian.beside.ledgers.models import Import
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from .makers import a_sheet, counts, everything, handed_in, taken

pytestmark = pytest.mark.django_db

HEAD = ["序号", "单位名称", "单位类别", "隶属", "党支部名称", "管理幅度"]


def test_a_first_sheet_brings_organisations_and_their_branches(world: World):
    sheet = taken(
        world.mei,
        a_sheet(
            [
                HEAD,
                [1, "石桥村", "村", "石桥镇", "", 2],
                [2, "示例省农科院", "高校", "示例省", "示例省农科院机关党支部", 5],
            ]
        ),
    )
    assert counts(sheet) == {"new": 2}
    stone = everything(Branch).get(host=world.stone)
    assert (stone.name, stone.span) == ("石桥村党支部", 2)
    institute = everything(Organisation).get(name="示例省农科院")
    assert institute in Organisation.within(world.mei.scope)
    assert everything(Branch).get(host=institute).name == "示例省农科院机关党支部"
    assert everything(Import).get(pk=sheet.pk).state == "taken"


def test_the_same_sheet_again_changes_nothing_and_says_so(world: World):
    data = a_sheet([HEAD, [1, "石桥村", "村", "石桥镇", "", 2]])
    taken(world.mei, data)
    again = handed_in(world.mei, data)
    assert counts(again) == {"unchanged": 1}


def test_a_corrected_sheet_changes_only_what_is_new(world: World):
    taken(world.mei, a_sheet([HEAD, [1, "石桥村", "村", "石桥镇", "", 2]]))
    corrected = a_sheet(
        [HEAD, [1, "石桥村", "村", "石桥镇", "", 3], [2, "示例公司", "企业", "示例省", "", ""]]
    )
    assert counts(handed_in(world.mei, corrected)) == {"new": 1, "changed": 1}
    taken(world.mei, corrected)
    assert everything(Branch).get(host=world.stone).span == 3
    assert everything(Branch).count() == 2


def test_one_wrong_line_and_nothing_is_taken(world: World):
    data = a_sheet(
        [HEAD, [1, "石桥村", "村", "石桥镇", "", 2], [2, "没有的村", "村", "石桥镇", "", 1]]
    )
    sheet = handed_in(world.mei, data)
    assert counts(sheet) == {"new": 1, "wrong": 1}
    with pytest.raises(Invalid):
        services.take(world.mei.actor, sheet=sheet)
    assert not everything(Branch).exists()


def test_the_good_lines_are_taken_and_the_others_come_back(world: World):
    data = a_sheet(
        [HEAD, [1, "石桥村", "村", "石桥镇", "", 2], [2, "没有的村", "村", "石桥镇", "", 1]]
    )
    sheet = services.take(world.mei.actor, sheet=handed_in(world.mei, data), good_only=True)
    assert everything(Branch).count() == 1
    assert sheet.answer is not None
    assert sheet.problems[0]["line"] == 3


def test_everything_that_is_wrong_with_a_line_is_said_at_once(world: World):
    head = ["村名", "需求", "截止时间"]
    sheet = handed_in(world.mei, a_sheet([head, ["没有的村", "路灯", "明年春天"]]))
    assert {problem["field"] for problem in sheet.problems} == {"village", "ends"}
    assert counts(sheet) == {"wrong": 1}
