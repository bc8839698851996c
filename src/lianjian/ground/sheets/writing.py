"""A sheet of our own making: a title, a line under it, headings, rows; every cell is text (T12)."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from .marking import HEAD_COLOUR, SAFE, made_at_no_time, sheet_name

WIDEST, NARROWEST = 40, 8


def written(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, note: str = ""
) -> bytes:
    """An .xlsx with one sheet; what a cell holds never becomes a formula, a link or a number."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        made_at_no_time(book)
        page = book.add_worksheet(sheet_name(title))
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, note)
        head = book.add_format({"bold": True, "bg_color": HEAD_COLOUR, "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, words in enumerate(heads):
            page.write_string(2, column, words, head)
            page.set_column(column, column, _width([words, *(row[column] for row in rows)]))
        for number, row in enumerate(rows, start=3):
            for column, words in enumerate(row):
                page.write_string(number, column, words, cell)
        page.freeze_panes(3, 0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(2)
    return out.getvalue()


def _width(texts: Sequence[str]) -> int:
    """Wide enough for the widest line: a Chinese character takes two places."""
    widest = max(sum(2 if ord(one) > 255 else 1 for one in text) for text in texts)
    return max(NARROWEST, min(WIDEST, widest + 2))
