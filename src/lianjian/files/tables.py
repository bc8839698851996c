"""The rows of a table as they were read: every value looked at, each fault with the row a person
sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lianjian.engine.pairing import UNIT, Bools, Ints

from .columns import STATES
from .sources import Unreadable

_MICRO = pa.decimal128(25, 6)
_PLAIN = r"^-?(?:\d{1,13}(?:\.\d*)?|\.\d+)$"
_EXACT = r"^-?(?:\d{1,13}(?:\.\d{0,6}0*)?|\.\d{1,6}0*)$"


@dataclass(frozen=True)
class Read:
    """A table that was read, or a part of it: its file, whether that is text, and its columns as
    they stand. A part begins with the row ``start`` of ``total``."""

    file: str
    text: bool
    columns: dict[str, pa.Array]
    rows: int
    unused: tuple[str, ...] = ()
    start: int = 0
    total: int = 0

    def at(self, row: int) -> str:
        """Where a row (from 0) stands: CSV lines are counted with the heading, as editors do."""
        row += self.start
        return f"line {row + 2}" if self.text else f"row {row + 1}"

    def refusal(self, row: int, reason: str) -> Unreadable:
        return Unreadable(self.file, reason, at=self.at(row))

    def without_values(self) -> Read:
        """Its file and its columns' names, for what is said of it later."""
        return replace(self, columns=dict.fromkeys(self.columns), start=0)

    def ids(self, column: str) -> list[Any]:
        """Text or whole numbers, none of them empty."""
        return list(self._ids(column).to_pylist())

    def found(
        self, column: str, known: Mapping[Any, int], named: Callable[[Any], Any] | None = None
    ) -> Ints:
        """(rows,) the rows of another table that ids name, −1 for one that is not there.

        Each id is looked up once a part: neighbours have the same ones, and a nation's need not
        become Python's one by one. ``named`` is how an id is written in ``known``.
        """
        coded = pc.dictionary_encode(self._ids(column))
        names = coded.dictionary.to_pylist()
        if named:
            names = map(named, names)
        rows = np.array([known.get(name, -1) for name in names], dtype=np.int32)
        return rows[coded.indices.to_numpy()] if len(rows) else rows

    def rows_in(self, column: str, known: Mapping[Any, int]) -> Ints:
        """The same, where each must be there."""
        rows = self.found(column, known)
        if rows.min(initial=0) < 0:
            row = int(np.flatnonzero(rows < 0)[0])
            name = self.columns[column][row].as_py()
            raise self.refusal(row, f"no such {column}: {name!r}")
        return rows

    def _ids(self, column: str) -> pa.Array:
        values = self.columns[column]
        if not (pa.types.is_string(values.type) or pa.types.is_integer(values.type)):
            raise self._wrong(column, "text or whole numbers")
        empty = pc.is_null(values)
        if pa.types.is_string(values.type):
            empty = pc.or_(empty, pc.equal(pc.fill_null(values, ""), ""))
        self.none_may_be(empty, column, "{column} is empty")
        return values

    def texts(self, column: str) -> list[str]:
        if not pa.types.is_string(self.columns[column].type):
            raise self._wrong(column, "text")
        return [str(value) for value in self.ids(column)]

    def whole(self, column: str) -> Ints:
        values = self.columns[column]
        if self.text:
            fits = pc.match_substring_regex(values, r"^-?\d{1,18}$")
            self.none_may_be(
                pc.invert(fits), column, "{column} must be a whole number, not {value!r}"
            )
        elif not pa.types.is_integer(values.type):
            raise self._wrong(column, "whole numbers")
        self.none_may_be(pc.is_null(values), column, "{column} is empty")
        try:
            return _ints(values)
        except pa.ArrowInvalid:
            raise self._too_large(column) from None

    def true_or_false(self, column: str) -> Bools:
        values = self.columns[column]
        if self.text:
            known = pa.array(["0", "false", "1", "true"])
            place = pc.index_in(pc.utf8_lower(values), value_set=known)
            self.none_may_be(pc.is_null(place), column, "{column} must be 0 or 1, not {value!r}")
            return np.asarray(_ints(place) >= 2)
        if pa.types.is_integer(values.type):
            outside = pc.invert(pc.is_in(values, value_set=pa.array([0, 1], values.type)))
            self.none_may_be(outside, column, "{column} must be 0 or 1, not {value!r}")
        elif not pa.types.is_boolean(values.type):
            raise self._wrong(column, "true or false")
        self.none_may_be(pc.is_null(values), column, "{column} is empty")
        return np.asarray(_ints(values) == 1)

    def states(self, column: str) -> Ints:
        values = self.columns[column]
        if not pa.types.is_string(values.type):
            raise self._wrong(column, f"one of {', '.join(STATES)}")
        place = pc.index_in(values, value_set=pa.array(STATES))
        reason = f"{{column}} must be one of {', '.join(STATES)}, not {{value!r}}"
        self.none_may_be(pc.is_null(place), column, reason)
        return _ints(place)

    def filled(self, column: str) -> Read:
        """The same with 0 in the empty cells of a column of decimals."""
        values = self.columns[column]
        if self.text:
            text = pc.if_else(pc.equal(values, ""), "0", values)
            return replace(self, columns={**self.columns, column: text})
        if not (pa.types.is_decimal(values.type) or pa.types.is_floating(values.type)):
            return self
        full = pc.fill_null(values, _zero(values.type))
        return replace(self, columns={**self.columns, column: full})

    def shares(self, column: str, low: int, high: int) -> Ints:
        """Decimals as whole micro-units, exactly; ``low`` and ``high`` in micro-units."""
        micro = self._micro(column)
        outside = pa.array((micro < low) | (micro > high))
        limits = f"{low / UNIT:g} to {high / UNIT:.17g}"
        self.none_may_be(outside, column, f"{{column}} {{value}} is outside {limits}")
        return micro

    def _micro(self, column: str) -> Ints:
        values = self.columns[column]
        more = "{column} {value} has more than 6 digits after the point"
        if self.text:
            reason = "{column} must be a decimal number such as 0.25, not {value!r}"
            self.none_may_be(pc.invert(pc.match_substring_regex(values, _PLAIN)), column, reason)
            return self._of_decimals(column, more)
        self.none_may_be(pc.is_null(values), column, "{column} is empty")
        if pa.types.is_decimal(values.type):
            return self._of_decimals(column, more)
        if not pa.types.is_floating(values.type):
            raise self._wrong(column, "decimals or floating-point numbers between 0 and 1")
        return self._of_floats(column, more)

    def _of_decimals(self, column: str, more: str) -> Ints:
        """Decimals, or text that holds them."""
        values = self.columns[column]
        try:
            exact = pc.cast(values, _MICRO)
        except pa.ArrowInvalid:
            self.none_may_be(_too_fine(values), column, more)
            raise self._too_large(column) from None
        # Each is its micro-units in 16 bytes: the number, and what is beyond it.
        halves = np.frombuffer(exact.buffers()[1], dtype="<i8").reshape(-1, 2)
        halves = halves[exact.offset : exact.offset + len(exact)]
        micro: Ints = halves[:, 0].copy()
        if not np.array_equal(halves[:, 1], micro >> 63):
            raise self._too_large(column)
        return micro

    def _too_large(self, column: str) -> Unreadable:
        return Unreadable(self.file, f"{column} holds a number that is too large")

    def _of_floats(self, column: str, more: str) -> Ints:
        """Each must be the floating-point number nearest to a decimal of six digits."""
        values = self.columns[column]
        given = values.to_numpy(zero_copy_only=False)
        wide = given.astype(np.float64)
        lost = pa.array(~(np.abs(wide) < 1e12))
        self.none_may_be(lost, column, "{column} must be a number, not {value}")
        micro = np.rint(wide * UNIT)
        off = pa.array((micro / UNIT).astype(given.dtype) != given)
        self.none_may_be(off, column, more)
        return np.asarray(micro, dtype=np.int64)

    def none_may_be(self, bad: Any, column: str, reason: str) -> None:
        """Refuse the first row that is marked ``bad`` (empty marks count as bad)."""
        row = pc.index(pc.fill_null(bad, True), True).as_py()
        if row >= 0:
            value = self.columns[column][row].as_py()
            raise self.refusal(row, reason.format(column=column, value=value))

    def _wrong(self, column: str, wanted: str) -> Unreadable:
        kind = self.columns[column].type
        return Unreadable(self.file, f"the column {column} must hold {wanted}, not {kind}")


def _too_fine(values: pa.Array) -> pa.Array:
    """Which of them have more than six digits after the point."""
    if pa.types.is_string(values.type):
        return pc.invert(pc.match_substring_regex(values, _EXACT))
    return pc.not_equal(pc.round(values, 6), values)


def _zero(kind: Any) -> Any:
    return pa.scalar(Decimal(0) if pa.types.is_decimal(kind) else 0.0, kind)


def _ints(values: Any) -> Ints:
    whole: Ints = pc.cast(values, pa.int64()).to_numpy(zero_copy_only=False)
    return whole
