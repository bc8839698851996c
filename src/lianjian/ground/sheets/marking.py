"""Sheets that we give out: a person's own one with what is wrong in it, and empty ones.

Every text is written as text: nothing that stands in a cell becomes a formula, a link or a number
(T12). Codes stay what they were.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lianjian.ground.core.receives import Kind, Receiver

from .headings import PROBLEM, Heading, plain
from .reading import Cell, Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
}
_FAINT, _MARKED, HEAD_COLOUR = "#6b6b66", "#f6e3c3", "#e9efe9"
_WIDEST, _NARROWEST = 40, 8
_LONG = 5_000
"""A longer sheet is written row by row, without its merged cells, in little memory."""


def marked(
    sheet: Sheet,
    heading: Heading,
    wrong: Mapping[int, Mapping[int | None, str]],
    *,
    only: frozenset[int] | None = None,
) -> bytes:
    """The sheet with one column more that says what is wrong in each row.

    ``wrong`` maps a row's number to sentences by column (None: the whole row). ``only`` keeps,
    of the rows below the heading, those of these numbers.
    """
    out = io.BytesIO()
    long = len(sheet.rows) > _LONG
    with xlsxwriter.Workbook(out, {**SAFE, "constant_memory": long}) as book:
        made_at_no_time(book)
        formats = _Formats(book)
        page = book.add_worksheet(sheet_name(sheet.name))
        last = _problem_column(sheet, heading)
        _widths(page, sheet, last)
        page.freeze_panes(heading.last, 0)
        place = 0
        for number, cells in sheet.rows:
            below = number > heading.last
            if below and only is not None and number not in only:
                continue
            place = place + 1 if below and only is not None else number
            _row(page, place - 1, cells, last, wrong.get(number, {}), formats)
            if number == heading.last:
                page.write_string(place - 1, last, PROBLEM, formats.head)
        if not long:
            _merge(page, sheet, heading, formats)
    return out.getvalue()


class _Formats:
    def __init__(self, book: Any) -> None:
        self.wrong: Format = book.add_format({"bg_color": _MARKED})
        self.wrong_day: Format = book.add_format({"bg_color": _MARKED, "num_format": "yyyy-mm-dd"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.says: Format = book.add_format({"bg_color": _MARKED, "text_wrap": True})
        self.head: Format = book.add_format({"bold": True, "bg_color": HEAD_COLOUR})
        self.merged: Format = book.add_format({"align": "center", "valign": "vcenter"})


def sheet_name(name: str) -> str:
    cleaned = "".join("·" if each in "[]:*?/\\" else each for each in name).strip("' ")[:31]
    return cleaned if cleaned and cleaned.casefold() != "history" else "Sheet1"


def _problem_column(sheet: Sheet, heading: Heading) -> int:
    """Behind the last filled column; or where the column stands that we gave back before."""
    for column, text in enumerate(heading.texts):
        if plain(text) == PROBLEM:
            return column
    return max((len(cells) for _number, cells in sheet.rows), default=0)


def _widths(page: Worksheet, sheet: Sheet, last: int) -> None:
    for column in range(last):
        texts = [str(cells[column]) for _n, cells in sheet.rows[:40] if column < len(cells)]
        widest = max((sum(2 if ord(c) > 255 else 1 for c in one) for one in texts), default=0)
        page.set_column(column, column, min(max(widest + 2, _NARROWEST), _WIDEST))
    page.set_column(last, last, 60)


def _row(
    page: Worksheet,
    row: int,
    cells: list[Cell],
    last: int,
    wrong: Mapping[int | None, str],
    formats: _Formats,
) -> None:
    for column, cell in enumerate(cells):
        if column != last:
            _write(page, row, column, cell, formats, wrong=column in wrong)
    if wrong:
        page.write_string(row, last, "；".join(dict.fromkeys(wrong.values())), formats.says)
        for at in wrong:
            if at is not None and (at >= len(cells) or cells[at] is None):
                page.write_blank(row, at, None, formats.wrong)


def _write(
    page: Worksheet, row: int, column: int, cell: Cell, formats: _Formats, *, wrong: bool
) -> None:
    style = formats.wrong if wrong else None
    match cell:
        case None:
            return
        case bool():
            page.write_boolean(row, column, cell, style)
        case int() | float():
            page.write_number(row, column, cell, style)
        case dt.date():
            style = formats.wrong_day if wrong else formats.day
            page.write_datetime(row, column, cell, style)
        case _:
            page.write_string(row, column, cell, style)


def _merge(page: Worksheet, sheet: Sheet, heading: Heading, formats: _Formats) -> None:
    """Titles and headings stay over the columns over which they stood."""
    rows = dict(sheet.rows)
    for top, left, bottom, right in sheet.merged:
        if bottom >= heading.last or (top, left) == (bottom, right):
            continue
        cells = rows.get(top + 1, [])
        cell = cells[left] if left < len(cells) else None
        page.merge_range(top, left, bottom, right, "", formats.merged)
        page.write_string(top, left, "" if cell is None else str(cell), formats.merged)


def template(receiver: Receiver) -> bytes:
    """An empty sheet for one kind of record: a title, a line of help, headings, choice lists."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        made_at_no_time(book)
        page = book.add_worksheet(sheet_name(str(receiver.title)))
        title = book.add_format({"bold": True, "font_size": 14})
        note = book.add_format({"font_color": _FAINT, "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bg_color": HEAD_COLOUR, "border": 1})
        as_text = book.add_format({"num_format": "@"})
        page.write_string(0, 0, str(receiver.title), title)
        page.set_row(1, 64)
        for column, field in enumerate(receiver.fields):
            must = _("required") if field.required else ""
            page.write_string(1, column, "。".join(filter(None, [must, str(field.help)])), note)
            page.write_string(2, column, str(field.label), head)
            page.set_column(column, column, 18, as_text if field.kind == Kind.CODE else None)
            options = [str(one.label) for one in field.choices]
            if field.kind == Kind.YES_NO:
                options = ["是", "否"]
            # A spreadsheet keeps no list of more than 255 characters in a cell's rule.
            if options and len(",".join(options)) <= 255:
                page.data_validation(
                    3, column, 5_000, column, {"validate": "list", "source": options}
                )
        page.freeze_panes(3, 0)
    return out.getvalue()


def made_at_no_time(book: xlsxwriter.Workbook) -> None:
    """The same lines give the same bytes: a form that is sent twice must not look like another."""
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
