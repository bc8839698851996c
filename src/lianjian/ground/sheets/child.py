"""The process that opens an upload, and dies alone if it must.

Run by ``core.alone`` with 512 MiB and 20 seconds, with nothing of the product imported but how it
is limited: the bytes on its standard input, answers on its output, one JSON value a line.

    look KIND              → {"sheets": [{name, hidden, rows, columns, head, merged, …}]}
    rows KIND NAME         → {name, merged, …}, then [number, [cell, …]] for each filled row

A cell is null, a text, a number, true or false, or {"d": "2024-03-05"} for a day.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from lianjian.ground.core.confined import TooMuch, tell

MOST_SHEETS = 12
HEAD = 60
MOST_COLUMNS = 200
MOST_ROWS = 200_000
MOST_TOLD = 64 * 1024 * 1024
LONGEST_CELL = 2001
_LONGEST_IN_HEAD = 120

Cell = Any
Row = tuple[int, list[Cell]]


def main() -> None:
    how, kind, *name = sys.argv[1:]
    data = sys.stdin.buffer.read()
    try:
        book = Text(data) if kind == "text" else Workbook(data)
        if how == "look":
            tell({"sheets": [look(book, one) for one in book.names[:MOST_SHEETS]]})
        else:
            rows(book, name[0])
    except TooMuch as error:
        tell({"error": str(error)})
    except MemoryError:
        tell({"error": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent says so in a sentence
        locked = type(error).__name__ == "PasswordError"
        tell({"error": "locked" if locked else "broken"})


def look(book: Text | Workbook, name: str) -> dict[str, Any]:
    """What a person needs to see of a sheet, and the matcher of its headings."""
    head: list[Any] = []
    filled = columns = 0
    for number, cells in book.rows(name):
        filled += 1
        columns = max(columns, len(cells))
        if len(head) < HEAD:
            short = [one[:_LONGEST_IN_HEAD] if isinstance(one, str) else one for one in cells]
            head.append([number, short])
    return {**book.about(name), "rows": filled, "columns": columns, "head": head}


def rows(book: Text | Workbook, name: str) -> None:
    if name not in book.names:
        raise TooMuch("gone")
    tell(book.about(name))
    told = 0
    for number, cells in book.rows(name):
        line = json.dumps([number, cells], ensure_ascii=True, separators=(",", ":"))
        told += len(line)
        if told > MOST_TOLD:
            raise TooMuch("much")
        sys.stdout.write(line + "\n")


def kept(number: int, cells: list[Any], so_far: int) -> Row | None:
    """A row without what is blank behind it; None when nothing stands in it."""
    plain = [simple(one) for one in cells]
    while plain and plain[-1] is None:
        plain.pop()
    if not plain:
        return None
    if len(plain) > MOST_COLUMNS:
        raise TooMuch("wide")
    if so_far >= MOST_ROWS:
        raise TooMuch("long")
    return number, plain


def simple(value: Any) -> Cell:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return value[:LONGEST_CELL] if value.strip() else None
        case dt.datetime():
            return {"d": value.isoformat(timespec="minutes")}
        case dt.date():
            return {"d": value.isoformat()}
    return str(value)


class Text:
    """A CSV file as one sheet."""

    def __init__(self, data: bytes) -> None:
        self.names = ["CSV"]
        self.text = data.decode()

    def about(self, _name: str) -> dict[str, Any]:
        return {
            "name": "CSV",
            "hidden": False,
            "merged": [],
            "hidden_rows": [],
            "hidden_columns": [],
        }

    def rows(self, _name: str) -> Iterator[Row]:
        csv.field_size_limit(1_000_000)
        first = self.text[: self.text.find("\n") if "\n" in self.text else None]
        mark = max(",\t;，", key=first.count)
        text = self.text.replace("，", ",") if mark == "，" else self.text
        read = csv.reader(io.StringIO(text, newline=""), delimiter="," if mark == "，" else mark)
        so_far = 0
        for number, cells in enumerate(read, start=1):
            row = kept(number, cells, so_far)
            if row is not None:
                so_far += 1
                yield row


class Workbook:
    """A workbook, its cells by calamine; what calamine does not tell, from the file itself."""

    def __init__(self, data: bytes) -> None:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        self.data = data
        self.book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [one for one in self.book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        self.names = [one.name for one in sheets]
        self.unseen = {one.name for one in sheets if one.visible != SheetVisibleEnum.Visible}
        self.opened: dict[str, Any] = {}

    def sheet(self, name: str) -> Any:
        """One at a time: a sheet lies in memory as a whole."""
        if name not in self.opened:
            self.opened = {name: self.book.get_sheet_by_name(name)}
        return self.opened[name]

    def about(self, name: str) -> dict[str, Any]:
        sheet = self.sheet(name)
        merged = [[*first, *last] for first, last in (sheet.merged_cell_ranges or [])]
        rows, columns = hidden(self.data, name)
        return {
            "name": name,
            "hidden": name in self.unseen,
            "merged": merged[:20_000],
            "hidden_rows": rows,
            "hidden_columns": columns,
        }

    def rows(self, name: str) -> Iterator[Row]:
        sheet = self.sheet(name)
        if sheet.end is None:
            return
        so_far = 0
        # Its rows come from the first, but its columns only from the first filled one.
        before = [None] * sheet.start[1]
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            row = kept(number, before + cells, so_far)
            if row is not None:
                so_far += 1
                yield row


# -- what is hidden in an .xlsx --

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_HIDEABLE = re.compile(rb"<(?:\w+:)?(row|col)\b[^>]*>")
_HIDDEN = re.compile(rb"\shidden=\"(?:1|true)\"")


def hidden(data: bytes, name: str) -> tuple[list[int], list[int]]:
    """Numbers (from 1) of the rows and columns of a sheet that its keeper has hidden."""
    path = _path_of(data, name)
    if path is None:
        return [], []
    rows: list[int] = []
    columns: list[int] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(path) as part:
        rest = b""
        while piece := part.read(1024 * 1024):
            text = rest + piece
            cut = text.rfind(b"<")
            text, rest = text[:cut], text[cut:]
            for found in _HIDEABLE.finditer(text):
                if _HIDDEN.search(found[0]):
                    _note(found, rows, columns)
    return rows[:MOST_ROWS], columns


def _note(found: re.Match[bytes], rows: list[int], columns: list[int]) -> None:
    if found[1] == b"row":
        rows.append(int(_attribute(found[0], "r") or 0))
        return
    first, last = (int(_attribute(found[0], each) or 0) for each in ("min", "max"))
    columns += range(first, min(last, MOST_COLUMNS) + 1)


def _path_of(data: bytes, name: str) -> str | None:
    """Where a sheet lies in its archive; None for formats that say it otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = archive.read("xl/workbook.xml")
            relations = archive.read("xl/_rels/workbook.xml.rels")
            names = set(archive.namelist())
    except (zipfile.BadZipFile, KeyError):
        return None
    key = next(
        (
            _attribute(one, r"\w+:id")
            for one in _SHEET.findall(book)
            if html.unescape(_attribute(one, "name")) == name
        ),
        "",
    )
    for one in _RELATION.findall(relations):
        if key and _attribute(one, "Id") == key:
            target = html.unescape(_attribute(one, "Target"))
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return path if path in names else None
    return None


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"\s{name}=\"([^\"]*)\"".encode(), tag)
    return found[1].decode(errors="replace") if found else ""


if __name__ == "__main__":
    main()
