"""The tables that a pairing problem is brought in, and every check of a column.

Columns may be lists or arrays. An array of whole numbers is taken as it is, so that the nation's
27 million candidates pass without becoming Python's numbers one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]
"""Whole numbers of any width; 32 bits for what there are millions of, 64 for sums and prices."""

Bools = NDArray[np.bool_]

UNIT = 1_000_000
"""One score unit in the micro-units that every score is written in."""

LARGEST = 2**31 - 1
"""Capacities are int32 in files."""

LARGEST_KEEP = 1_000 * UNIT
"""A bonus for staying of a thousand scores: with it, what a pair is worth still has 30 bits."""


class State(IntEnum):
    """What has been said about a pair beforehand."""

    FREE = 0
    LOCKED = 1
    FORBIDDEN = 2


class BadProblem(ValueError):  # noqa: N818 - what was brought to the door, and is refused
    """The input cannot be taken: which table, which row (from 0; None for the whole), and why.

    ``first`` is the row that ``row`` repeats.
    """

    def __init__(
        self, table: str, row: int | None, reason: str, *, first: int | None = None
    ) -> None:
        where = table if row is None else f"{table}, row {row}"
        again = "" if first is None else f", as in row {first}"
        super().__init__(f"{where}: {reason}{again}")
        self.table, self.row, self.reason, self.first = table, row, reason, first


Column = Sequence[int] | Ints


@dataclass(frozen=True)
class Villages:
    """``id``: text or whole numbers, each once; ``capacity`` ≥ 0; ``must_serve`` true or false."""

    id: Sequence[Any]
    capacity: Column
    must_serve: Sequence[bool] | Bools


@dataclass(frozen=True)
class Partners:
    """``id`` each once; ``kind`` text; ``capacity`` (span of management) ≥ 0."""

    id: Sequence[Any]
    kind: Sequence[str]
    capacity: Column


@dataclass(frozen=True)
class Candidates:
    """``village`` and ``partner`` name ids; ``score`` 0…1,000,000; ``keep`` a bonus for staying.

    With ``by_row`` they are rows of the two tables instead of ids.
    """

    village: Sequence[Any] | Ints
    partner: Sequence[Any] | Ints
    score: Column
    state: Column = ()
    keep: Column = ()
    by_row: bool = False


@dataclass(frozen=True)
class Rules:
    """At most ``per_kind`` partners of a kind a village (None: as many as fit).

    ``by_kind`` says otherwise for single kinds.
    """

    per_kind: int | None = 1
    by_kind: Mapping[str, int | None] = field(default_factory=dict)

    def cap(self, kind: str) -> int | None:
        return self.by_kind.get(kind, self.per_kind)


def numbered(table: str, ids: Sequence[Any]) -> dict[Any, int]:
    """The row of each id; raises BadProblem for one that is none, or that is there twice."""
    rows: dict[Any, int] = {}
    if set(map(type, ids)) in ({int}, {str}):
        rows = dict(zip(ids, range(len(ids)), strict=True))
        if len(rows) == len(ids) and "" not in rows:
            return rows
        rows = {}
    for row, raw in enumerate(ids):
        name = raw.item() if isinstance(raw, np.generic) else raw
        if isinstance(name, bool) or not isinstance(name, (int, str)) or name == "":
            raise BadProblem(table, row, f"an id must be text or a whole number, not {name!r}")
        if name in rows:
            raise BadProblem(table, row, f"the same id again: {name}", first=rows[name])
        rows[name] = row
    if len({type(name) for name in rows}) > 1:
        raise BadProblem(table, None, "ids are partly text and partly numbers")
    return rows


def must_be_as_long(table: str, rows: int, *columns: Sequence[Any] | Ints | Bools) -> None:
    if any(len(column) != rows for column in columns):
        raise BadProblem(table, None, "the columns are not of one length")


def whole(
    table: str, column: str, values: Column, low: int, high: int, dtype: type = np.int64
) -> Ints:
    """A column of whole numbers within limits, as an array; raises BadProblem with the row."""
    found = _all_whole(values)
    if found is None:
        for row, value in enumerate(values):
            if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
                raise BadProblem(table, row, f"{column} must be a whole number, not {value!r}")
            if not low <= value <= high:
                raise BadProblem(table, row, f"{column} {value} is outside {low} to {high}")
        found = np.array([int(value) for value in values], dtype=np.int64)
    if len(found) and (found.min() < low or found.max() > high):
        row = int(np.flatnonzero((found < low) | (found > high))[0])
        raise BadProblem(table, row, f"{column} {found[row]} is outside {low} to {high}")
    return np.ascontiguousarray(found, dtype=dtype)


def _all_whole(values: Any) -> Ints | None:
    """All at once, where all are plain whole numbers; None where they must be looked at singly."""
    if isinstance(values, np.ndarray):
        return values if values.dtype.kind == "i" else None
    try:
        return np.array(values, dtype=np.int64) if set(map(type, values)) <= {int} else None
    except OverflowError:
        return None


def looked_up(column: str, ids: Any, rows: Mapping[Any, int]) -> Ints:
    """The rows of ids, as int32; raises BadProblem for one that is not there."""
    names = ids.tolist() if isinstance(ids, np.ndarray) else ids
    found = [rows.get(name, -1) for name in names]
    if -1 in found:
        row = found.index(-1)
        raise BadProblem("candidates", row, f"no such {column}: {names[row]!r}")
    return np.array(found, dtype=np.int32)


def caps_of_kinds(kinds: Sequence[str], rules: Rules) -> Ints:
    """(kinds,): how many of each a village may have; LARGEST where there is no rule."""
    found = np.empty(len(kinds), dtype=np.int64)
    for t, kind in enumerate(kinds):
        cap = rules.cap(kind)
        if cap is None:
            cap = LARGEST
        elif isinstance(cap, bool) or not isinstance(cap, int) or not 0 <= cap <= LARGEST:
            raise BadProblem(
                "rules", None, f"the cap of kind {kind} must be 0 or more, not {cap!r}"
            )
        found[t] = cap
    return found
