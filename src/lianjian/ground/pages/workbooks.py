"""A workbook as lines: each sheet that a reader sees, its cells between tabs."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lianjian.ground.core.verdicts import Text
from lianjian.ground.sheets import reading as sheets
from lianjian.ground.sheets import values
from lianjian.ground.sheets.child import MOST_SHEETS
from lianjian.ground.sheets.door import refusal
from lianjian.ground.sheets.reading import Sheet

from . import notes
from .child.lines import MOST
from .door import TOO_MUCH_TEXT

_UNNAMED = re.compile(r"(?:sheet|工作表)\s*\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Book:
    text: str
    sheets: int
    notes: list[Text]


def read(data: bytes, tell: Callable[[int, int], None] | None) -> Book:
    """Every visible sheet, from the first. Raises Invalid."""
    looked = sheets.look(data)
    seen = [one for one in looked if not one.hidden]
    left_out = Counter({"hidden sheets": len(looked) - len(seen), "sheets": _beyond(data)})
    lines: list[str] = []
    size = 0
    for number, one in enumerate(seen, start=1):
        whole = sheets.read(data, one.name)
        if not _UNNAMED.fullmatch(one.name):
            lines.append(one.name)
        for line in _lines(whole):
            lines.append(line)
            size += len(line) + 1
            if size > MOST:
                raise refusal(TOO_MUCH_TEXT)
        left_out["hidden cells"] += len(whole.hidden_rows) + len(whole.hidden_columns)
        if tell is not None:
            tell(number, len(seen))
    return Book("\n".join(lines), len(seen), notes.said(left_out))


def _lines(sheet: Sheet) -> Iterator[str]:
    rows, columns = set(sheet.hidden_rows), set(sheet.hidden_columns)
    for number, cells in sheet.rows:
        if number not in rows:
            shown = (cell for at, cell in enumerate(cells, start=1) if at not in columns)
            line = "\t".join(values.text(cell) for cell in shown).rstrip()
            if line:
                yield line


def _beyond(data: bytes) -> int:
    """How many sheets a workbook has beyond those that are looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist())
    return max(0, pages - MOST_SHEETS)
