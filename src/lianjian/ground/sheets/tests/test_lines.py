"""What of a sheet is data: blank, hidden, total and note rows, merged cells."""

from __future__ import annotations

from lianjian.beside.ledgers.tests.makers import a_sheet
from lianjian.ground.core import receives
from lianjian.ground.sheets import headings, lines, reading
from lianjian.ground.sheets.lines import Understood

HEAD = ["序号", "村名", "乡镇", "需求"]


def understood(rows, **more) -> Understood:
    [sheet] = reading.look(a_sheet([HEAD, *rows], **more))
    needs = receives.receiver("needs")
    heading = headings.found(sheet, receives.receivers())
    assert needs is not None
    assert heading is not None
    columns = headings.matched(heading, needs).columns
    return lines.understood(sheet, heading, needs, columns)


def test_blank_rows_are_passed_over_and_totals_and_notes_left_out():
    found = understood(
        [
            [1, "石桥村", "石桥镇", "销路"],
            [],
            [2, "柳河村", "石桥镇", "路灯"],
            ["合计", None, None, "2项"],
            ["注：需求以村两委会议记录为准"],
            ["填表人：示例", None, "审核人：示例"],
        ]
    )
    assert [line.number for line in found.lines] == [2, 4]
    assert found.left_out == [5, 6, 7]
    assert found.wrong == []


def test_a_village_whose_name_begins_like_a_note_is_data():
    found = understood([[1, "合计村", "石桥镇", "销路"], [2, "总寨村", "石桥镇", "路灯"]])
    assert [line.text("village") for line in found.lines] == ["合计村", "总寨村"]


def test_the_headings_once_more_in_the_middle_are_left_out():
    found = understood([[1, "石桥村", "石桥镇", "销路"], HEAD, [2, "柳河村", "石桥镇", "路灯"]])
    assert [line.number for line in found.lines] == [2, 4]


def test_hidden_rows_are_read_and_told_of():
    found = understood(
        [[1, "石桥村", "石桥镇", "销路"], [2, "柳河村", "石桥镇", "路灯"]], hidden_rows=[2]
    )
    assert len(found.lines) == 2
    assert found.hidden == [3]


def test_hidden_columns_are_known():
    [sheet] = reading.look(a_sheet([HEAD, [1, "石桥村", "石桥镇", "销路"]], hidden_columns=[2]))
    assert sheet.hidden_columns == [3]


def test_what_is_merged_over_several_rows_stands_in_each():
    found = understood(
        [[1, "石桥村", None, "销路"], [2, "柳河村", None, "路灯"], [3, "白杨村", "东镇", "水"]],
        merged=[(1, 2, 2, 2, "石桥镇")],
    )
    assert [line.text("town") for line in found.lines] == ["石桥镇", "石桥镇", "东镇"]


def test_a_line_that_lacks_what_is_needed_is_wrong_and_not_lost():
    found = understood([[1, "石桥村", "石桥镇", ""], [2, "柳河村", "石桥镇", "路灯"]])
    assert [one.line.number for one in found.wrong] == [2]
    assert list(found.wrong[0].wrong) == ["title"]
    assert [line.number for line in found.lines] == [3]
