"""Sheets as people keep them, and the way of one through the product."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.cast import Character

from lianjian.beside.ledgers import handing_in, services
from lianjian.beside.ledgers.models import Import
from lianjian.ground.core import files
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted

Rows = Sequence[Sequence[Any]]
_PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def a_sheet(
    rows: Rows,
    *,
    merged: Sequence[tuple[int, int, int, int, str]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    name: str = "Sheet1",
    before: Sequence[str] = (),
) -> bytes:
    """An .xlsx of these rows; ``merged`` areas from 0, ``before`` names of empty sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        for other in before:
            book.add_worksheet(other)
        page = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    page.write_datetime(number, column, cell)
                elif cell is not None and cell != "":
                    page.write(number, column, cell)
        for top, left, bottom, right, text in merged:
            page.merge_range(top, left, bottom, right, text)
        for number in hidden_rows:
            page.set_row(number, None, None, {"hidden": True})
        for column in hidden_columns:
            page.set_column(column, column, None, None, {"hidden": True})
    return out.getvalue()


def an_import(by: Character, *, state: str = "read") -> Import:
    """A sheet that was handed in, without its file having been opened."""
    with scope_lifted("a maker"):
        made: Import = Import.objects.create(
            file=files.store(b"a sheet", media_type="text/csv"),
            file_name="台账.csv",
            looked=[
                {"name": "CSV", "filled": 1, "first": 0, "last": 0, "texts": [], "samples": []}
            ],
            sheet="CSV",
            state=state,
            division=by.post.division,
            organisation=None if by.post.division else by.post.organisation,
            person=by.post.person,
        )
        return made


def handed_in(by: Character, data: bytes, name: str = "台账.xlsx") -> Import:
    """A file kept, its columns as they are guessed, every line looked through."""
    sheet = handing_in.hand_in(by.actor, name=name, data=data)
    assert sheet.mapping, "the columns are clear"
    return looked_through(by, sheet)


def looked_through(by: Character, sheet: Import) -> Import:
    handing_in.look_through(by.actor, sheet)
    return sheet


def taken(by: Character, data: bytes) -> Import:
    """A file handed in and taken, all of it."""
    return services.take(by.actor, sheet=handed_in(by, data))


def uploaded(by: Character, data: bytes, name: str = "台账.xlsx", **more: Any) -> HttpResponse:
    """What a browser gets for handing a file in."""
    file = SimpleUploadedFile(name, data)
    answer: HttpResponse = by.client().post("/imports/upload", {"file": file}, **more)  # type: ignore[assignment]
    return answer


def counts(sheet: Import) -> dict[str, int]:
    """What was found, without the zeros."""
    return {name: number for name, number in sheet.counts.items() if number}


def everything(model: Any) -> Any:
    """Every row of a model, for looking behind."""
    return model.within(Scope.of_everything())
