"""Reading an upload: at the door in this process, its cells in a process of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import alone
from lianjian.ground.core.alone import Ended
from lianjian.ground.core.verdicts import Text

from . import door
from .door import Format, refusal

Cell = str | int | float | bool | dt.date | dt.datetime | None
Row = tuple[int, list[Cell]]
"""Its number in the sheet, from 1, and its cells up to the last filled one."""

_CHILD = f"{__package__}.child"

_SAID: dict[str, Text] = {
    "locked": _("This file has a password. Save it without one and choose it again."),
    "broken": _("This file cannot be read as a sheet. Save it once more as .xlsx."),
    "wide": _("This sheet has more than 200 columns. Keep those that matter and try again."),
    "long": _("This sheet has more than 200,000 rows. Split it and take the parts in turn."),
    "much": _("There is more text in this sheet than is read at once. Split it."),
    "memory": _("This sheet is too large to be read. Split it, or copy its rows into a new one."),
    "gone": _("This file has no such sheet."),
    "slow": _("Reading this file took too long. Split it and try the parts in turn."),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows (all, or the first 60 after ``look``) and what its keeper did to it.

    ``merged`` are areas as (first row, first column, last row, last column), all from 0;
    ``filled`` says how many rows have something in them; hidden rows and columns count from 1.
    """

    name: str
    rows: list[Row]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    filled: int = 0
    columns: int = 0


def look(data: bytes) -> list[Sheet]:
    """The sheets of a file, each with its first rows, the hidden ones last. Raises Invalid."""
    [answer] = _asked(data, "look")
    found = [_sheet(one, one["head"]) for one in answer["sheets"]]
    return sorted((one for one in found if one.filled), key=lambda one: one.hidden)


def read(data: bytes, name: str) -> Sheet:
    """Every filled row of one sheet. Raises Invalid."""
    about, *rows = _asked(data, "rows", name)
    return _sheet({**about, "rows": len(rows)}, rows)


def _sheet(about: dict[str, Any], rows: list[Any]) -> Sheet:
    return Sheet(
        name=about["name"],
        rows=[(number, [_cell(one) for one in cells]) for number, cells in rows],
        merged=[(one[0], one[1], one[2], one[3]) for one in about["merged"]],
        hidden=about["hidden"],
        hidden_rows=about["hidden_rows"],
        hidden_columns=about["hidden_columns"],
        filled=about["rows"],
        columns=about.get("columns", 0),
    )


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        said = value["d"]
        return dt.datetime.fromisoformat(said) if "T" in said else dt.date.fromisoformat(said)
    kept: Cell = value
    return kept


def _asked(data: bytes, *how: str) -> list[Any]:
    """The child's answers, or the sentence for why there are none."""
    kind = door.admitted(data)
    if kind == Format.TEXT:
        data = door.decoded(data).encode()
    try:
        return alone.asked(_CHILD, how[0], kind.value, *how[1:], data=data)
    except Ended as error:
        raise refusal(_SAID[error.why]) from None


NOTHING = _("There is nothing in this file's sheets.")
