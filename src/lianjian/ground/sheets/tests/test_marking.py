"""A person's own sheet comes back as it was, with one column more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import time_machine

from lianjian.beside.ledgers.tests.makers import a_sheet
from lianjian.ground.core import receives
from lianjian.ground.sheets import headings, marking, reading
from lianjian.ground.sheets.headings import Heading
from lianjian.ground.sheets.reading import Sheet

ROWS: list[list[Any]] = [
    ["示例县需求台账"],
    ["村名", "需求", "编号", "日期"],
    ["石桥村", "销路", "007", dt.date(2024, 3, 5)],
    ["没有的村", "路灯", "370782000000000123", dt.date(2024, 3, 6)],
]


def opened(data: bytes) -> tuple[Sheet, Heading]:
    [sheet] = reading.look(data)
    heading = headings.found(sheet, receives.receivers())
    assert heading is not None
    return sheet, heading


def mine() -> bytes:
    return a_sheet(ROWS, merged=[(0, 0, 0, 3, "示例县需求台账")], name="台账")


WRONG: dict[int, dict[int | None, str]] = {4: {0: "村名：没有这个村"}}


def test_every_value_comes_back_and_the_problem_stands_beside_it():
    sheet, heading = opened(mine())
    back, _heading = opened(marking.marked(sheet, heading, WRONG))
    assert back.name == "台账"
    assert [cells[:4] for _n, cells in back.rows] == [cells[:4] for _n, cells in sheet.rows]
    assert back.rows[1][1][4] == "问题"
    assert back.rows[3][1][4] == "村名：没有这个村"
    assert len(back.rows[2][1]) == 4
    assert (0, 0, 0, 3) in back.merged


def test_only_the_rest_when_it_is_asked_for():
    sheet, heading = opened(mine())
    back, _heading = opened(marking.marked(sheet, heading, WRONG, only=frozenset({4})))
    assert [cells[0] for _n, cells in back.rows] == ["示例县需求台账", "村名", "没有的村"]


def test_a_sheet_that_came_back_gets_no_second_column():
    sheet, heading = opened(mine())
    again, heading = opened(marking.marked(sheet, heading, WRONG))
    third, _heading = opened(marking.marked(again, heading, {4: {None: "还是没有"}}))
    assert third.rows[1][1] == ["村名", "需求", "编号", "日期", "问题"]
    assert third.rows[3][1][4] == "还是没有"


def test_a_long_sheet_comes_back_too():
    rows = [["村名", "需求"], *[["石桥村", f"需求{n}"] for n in range(6000)]]
    data = a_sheet(rows)
    [sheet] = [reading.read(data, "Sheet1")]
    heading = Heading(1, 1, ("村名", "需求"))
    back = reading.read(marking.marked(sheet, heading, {6001: {1: "不对"}}), "Sheet1")
    assert len(back.rows) == 6001
    assert back.rows[-1][1] == ["石桥村", "需求5999", "不对"]


def test_the_same_lines_give_the_same_bytes_at_any_time():
    """A form that is sent twice a second apart would else look like two."""
    sheet, heading = opened(mine())
    with time_machine.travel(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)):
        one = marking.marked(sheet, heading, WRONG)
    assert marking.marked(sheet, heading, WRONG) == one
