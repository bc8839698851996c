"""From the rows below a heading to lines: blank, total and note rows told apart from data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lianjian.ground.core.receives import Line, Receiver, Standing, Weighed
from lianjian.ground.core.verdicts import Invalid

from . import values
from .headings import Heading, plain
from .reading import Cell, Row, Sheet

_NOT_DATA = re.compile(
    r"^[(（*]?\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|备\s*注|注|说\s*明|填\s*表|填\s*报|制\s*表|审\s*核|"
    r"负责人|联系人|报送|单位负责人|total|subtotal|sum|note|notes)\s*(?:[:：(（]|$|\d|人\s*[:：])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[，。；：,;:]|.{16}")
"""What stands alone behind the last line: a sentence is a note, a name is a line half filled."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The lines of a sheet; those that cannot be read stand in ``wrong``, already weighed.

    ``left_out`` are the numbers of rows that are totals, notes or headings once more;
    ``hidden`` those that were read although their keeper has hidden them.
    """

    lines: list[Line]
    wrong: list[Weighed]
    left_out: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def understood(
    sheet: Sheet, heading: Heading, receiver: Receiver, columns: Mapping[str, int]
) -> Understood:
    """Every row below the heading, read for the receiver's fields."""
    result = Understood([], [])
    said = [plain(text) for text in heading.texts]
    readers = [
        (columns[one.name], values.Reader(one)) for one in receiver.fields if one.name in columns
    ]
    hidden = set(sheet.hidden_rows)
    rows = list(_data(sheet, heading, columns))
    last = _last_full(rows, receiver, columns)
    for place, (number, cells) in enumerate(rows):
        if _is_no_data(cells, said, behind=place > last):
            result.left_out.append(number)
            continue
        if not any(_at(cells, column) is not None for column in columns.values()):
            result.left_out.append(number)
            continue
        if number in hidden:
            result.hidden.append(number)
        line, wrong = _line(number, cells, readers)
        if wrong:
            result.wrong.append(Weighed(line, Standing.WRONG, wrong))
        else:
            result.lines.append(line)
    return result


def line_of(
    number: int, said: Mapping[str, str], receiver: Receiver
) -> tuple[Line, dict[str, str]]:
    """One line that came in no sheet: ``said`` is by field what would stand in its cell. Beside
    it, by field, what cannot be read."""
    readers = [(place, values.Reader(one)) for place, one in enumerate(receiver.fields)]
    cells: list[Cell] = [said.get(one.name) or None for one in receiver.fields]
    return _line(number, cells, readers)


def _data(sheet: Sheet, heading: Heading, columns: Mapping[str, int]) -> Iterator[Row]:
    """The rows below a heading; what was merged over several of them stands in each."""
    tall = [
        (top, bottom, left)
        for top, left, bottom, right in sheet.merged
        if bottom > top >= heading.last and left in set(columns.values())
    ]
    fills: dict[tuple[int, int], Cell] = {}
    rows = {number: cells for number, cells in sheet.rows if number > heading.last}
    for top, bottom, left in tall:
        value = _at(rows.get(top + 1, []), left)
        for number in range(top + 2, min(bottom + 1, top + 5_000) + 1):
            if value is not None:
                fills[number, left] = value
    by_row: dict[int, dict[int, Cell]] = {}
    for (number, left), value in fills.items():
        by_row.setdefault(number, {})[left] = value
    for number, cells in rows.items():
        if number in by_row:
            cells = cells + [None] * (max(by_row[number]) + 1 - len(cells))
            for left, value in by_row[number].items():
                cells[left] = value
        yield number, cells


def _at(cells: list[Cell], column: int) -> Cell:
    value = cells[column] if column < len(cells) else None
    return None if isinstance(value, str) and not values.tidy(value) else value


def _last_full(rows: list[Row], receiver: Receiver, columns: Mapping[str, int]) -> int:
    """The place of the last row in which everything required stands."""
    needed = [columns[one.name] for one in receiver.fields if one.required and one.name in columns]
    for place in range(len(rows) - 1, -1, -1):
        if all(_at(rows[place][1], column) is not None for column in needed):
            return place
    return len(rows)


def _is_no_data(cells: list[Cell], said: list[str], *, behind: bool) -> bool:
    filled = [cell for cell in cells if cell is not None and values.tidy(cell)]
    if not filled:
        return True
    first = values.tidy(filled[0])
    if _NOT_DATA.match(first):
        return True
    if behind and len(filled) == 1 and _SENTENCE.search(first):
        return True
    if plain(first) not in said:
        return False
    here = [plain(cell) for cell in cells]
    alike = sum(1 for a, b in zip(here, said, strict=False) if a and a == b)
    return len(filled) >= 2 and alike == len(filled)


def _line(
    number: int, cells: list[Cell], readers: list[tuple[int, values.Reader]]
) -> tuple[Line, dict[str, str]]:
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for column, reader in readers:
        name = reader.field.name
        try:
            found[name] = reader.read(_at(cells, column))
        except Invalid as refusal:
            wrong[name] = str(refusal)
            continue
        if reader.field.required and found[name] in (None, "", []):
            wrong[name] = _("This must not be empty.")
    return Line(number, found), wrong
