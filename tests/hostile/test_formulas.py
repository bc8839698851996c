"""T12: no cell of a sheet that we give out is a formula, a link or a number that was a text."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from lianjian.beside.ledgers.tests.makers import a_sheet, handed_in, uploaded
from lianjian.ground.core import files, receives
from lianjian.ground.sheets import marking, reading
from tests.campaigns import Reporter
from tests.cast import World

pytestmark = [pytest.mark.campaign, pytest.mark.once]

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "＝", "\0=")
PAYLOAD = "cmd|'/c calc'!A0"
HONEST = [
    "石桥村",
    "-5度",
    "+86 139",
    "@乡村",
    "=)",
    "007",
    "370782000000000123",
    "1E5",
    "2024-03-05",
]
_FORMULA = re.compile(rb"<f[ >/]|<hyperlink|t=\"str\"")


def formulas_in(data: bytes) -> list[str]:
    """Parts of a workbook in which a cell is calculated, or leads somewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            name
            for name in archive.namelist()
            if name.startswith("xl/worksheets/") and _FORMULA.search(archive.read(name))
        ]


@pytest.mark.django_db
def test_no_cell_of_a_sheet_that_comes_back_is_a_formula(world: World, campaign: Reporter):
    texts = [f"{prefix}{PAYLOAD}".replace("\0", "") for prefix in PREFIXES]
    fields = ["村名", "需求", "类别", "具体内容", "数量", "开始时间", "截止时间", "别的"]
    rows = [
        [text if at == column else "石桥村" for at in range(8)]
        for column in range(8)
        for text in texts
    ]
    sheet = handed_in(world.mei, a_sheet([[f"{texts[0]}台账"], fields, *rows]))
    assert sheet.counts["wrong"] == len(rows)
    assert sheet.answer is not None
    data = files.read(sheet.answer)
    assert formulas_in(data) == []
    given_out = [data, *(marking.template(one) for one in receives.receivers())]
    assert all(formulas_in(one) == [] for one in given_out)
    campaign(
        "T12",
        "sheets that come back, and empty ones",
        size=f"{len(rows)} texts in {len(fields)} columns, {len(given_out)} sheets",
        control="the same texts written as a spreadsheet would: formulas are found",
        outcome="0 cells typed formula; honest text comes back exactly",
    )


@pytest.mark.django_db
def test_honest_text_comes_back_exactly(world: World):
    rows = [
        ["村名", "需求", "备注"],
        *[["没有的村", f"需求{n}", text] for n, text in enumerate(HONEST)],
    ]
    sheet = handed_in(world.mei, a_sheet_of_texts(rows))
    assert sheet.answer is not None
    [back] = reading.look(files.read(sheet.answer))
    given = [cells[2] for _number, cells in back.rows[1:]]
    assert given == HONEST
    assert [cells[:3] for _number, cells in back.rows] == rows


def a_sheet_of_texts(rows: list[list[str]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                page.write_string(number, column, cell)
    return out.getvalue()


def test_control_a_sheet_written_without_care_has_formulas():
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, f"={PAYLOAD}")
    assert formulas_in(out.getvalue())


@pytest.mark.django_db
def test_the_answer_is_sent_as_a_file_and_never_as_a_page(world: World):
    answer = uploaded(world.mei, a_sheet([["村名", "需求"], ["没有的村", "=1+1"]]))
    sent = world.mei.client().get(f"{answer.headers['Location']}/answer")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["Content-Type"] == marking.XLSX
    assert formulas_in(sent.content) == []
