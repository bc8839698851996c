from __future__ import annotations

import datetime as dt

import pytest

from lianjian.beside.ledgers.tests.makers import a_sheet
from lianjian.ground.core import alone
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.sheets import reading


def test_cells_come_as_what_they_are():
    [sheet] = reading.look(a_sheet([["村", 5, 1.5, True, dt.date(2024, 3, 5), "007"]]))
    assert sheet.rows == [(1, ["村", 5.0, 1.5, True, dt.date(2024, 3, 5), "007"])]


def test_rows_keep_the_numbers_that_a_person_sees():
    [sheet] = reading.look(a_sheet([["村"], [], [], ["石桥村"]]))
    assert [number for number, _cells in sheet.rows] == [1, 4]


def test_a_sheet_that_begins_further_right_keeps_its_columns():
    [sheet] = reading.look(a_sheet([[], ["", "", "村"], ["", "", "", "需求"]], hidden_columns=[2]))
    assert sheet.rows == [(2, [None, None, "村"]), (3, [None, None, None, "需求"])]
    assert sheet.hidden_columns == [3]


def test_sheets_that_are_empty_are_left_out():
    sheets = reading.look(a_sheet([["村"]], name="台账", before=["封面"]))
    assert [one.name for one in sheets] == ["台账"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_csv_in_every_encoding_and_with_every_mark(encoding: str, mark: str):
    text = f"村名{mark}需求\r\n石桥村{mark}销路\r\n"
    [sheet] = reading.look(text.encode(encoding))
    assert [cells for _n, cells in sheet.rows] == [["村名", "需求"], ["石桥村", "销路"]]


def test_a_file_has_the_sheet_that_is_asked_for_or_says_so():
    with pytest.raises(Invalid):
        reading.read(a_sheet([["村"]]), "没有")


def test_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(alone, "GRACE", 0.001 - alone.SECONDS)
    with pytest.raises(Invalid, match="用时太久"):
        reading.look(a_sheet([["村"]]))
