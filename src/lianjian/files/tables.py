"""One table out of Parquet or CSV: every value looked at, each fault with the row a person sees."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as parquet

from lianjian.engine.pairing import UNIT, Bools, Ints

from .columns import STATES, Table
from .sources import Source, Unreadable, line_of

MOST_ROWS = 200_000_000
_MICRO = pa.decimal128(25, 6)
_EXACT = r"^-?(\d{1,13}(\.(\d{0,6}0*))?|\.\d{1,6}0*)$"


@dataclass(frozen=True)
class Read:
    """A table that was read: its file, whether that is text, and its columns as they stand."""

    file: str
    text: bool
    columns: dict[str, pa.Array]
    rows: int
    unused: tuple[str, ...] = ()

    def at(self, row: int) -> str:
        """Where a row (from 0) stands: CSV lines are counted with the heading, as editors do."""
        return f"line {row + 2}" if self.text else f"row {row + 1}"

    def refusal(self, row: int, reason: str) -> Unreadable:
        return Unreadable(self.file, reason, at=self.at(row))

    def ids(self, column: str) -> list[Any]:
        """Text or whole numbers, none of them empty."""
        values = self.columns[column]
        if not (pa.types.is_string(values.type) or pa.types.is_integer(values.type)):
            raise self._wrong(column, "text or whole numbers")
        empty = pc.is_null(values)
        if pa.types.is_string(values.type):
            empty = pc.or_(empty, pc.equal(pc.fill_null(values, ""), ""))
        self._none(empty, column, "{column} is empty")
        return list(values.to_pylist())

    def texts(self, column: str) -> list[str]:
        if not pa.types.is_string(self.columns[column].type):
            raise self._wrong(column, "text")
        return [str(value) for value in self.ids(column)]

    def whole(self, column: str) -> Ints:
        values = self.columns[column]
        if self.text:
            fits = pc.match_substring_regex(values, r"^-?\d{1,18}$")
            self._none(pc.invert(fits), column, "{column} must be a whole number, not {value!r}")
        elif not pa.types.is_integer(values.type):
            raise self._wrong(column, "whole numbers")
        self._none(pc.is_null(values), column, "{column} is empty")
        try:
            return _ints(values)
        except pa.ArrowInvalid:
            raise Unreadable(self.file, f"{column} holds a number that is too large") from None

    def true_or_false(self, column: str) -> Bools:
        values = self.columns[column]
        if self.text:
            known = pa.array(["0", "false", "1", "true"])
            place = pc.index_in(pc.utf8_lower(values), value_set=known)
            self._none(pc.is_null(place), column, "{column} must be 0 or 1, not {value!r}")
            return np.asarray(_ints(place) >= 2)
        if pa.types.is_integer(values.type):
            outside = pc.invert(pc.is_in(values, value_set=pa.array([0, 1], values.type)))
            self._none(outside, column, "{column} must be 0 or 1, not {value!r}")
        elif not pa.types.is_boolean(values.type):
            raise self._wrong(column, "true or false")
        self._none(pc.is_null(values), column, "{column} is empty")
        return np.asarray(_ints(values) == 1)

    def states(self, column: str) -> Ints:
        values = self.columns[column]
        if not pa.types.is_string(values.type):
            raise self._wrong(column, f"one of {', '.join(STATES)}")
        place = pc.index_in(values, value_set=pa.array(STATES))
        reason = f"{{column}} must be one of {', '.join(STATES)}, not {{value!r}}"
        self._none(pc.is_null(place), column, reason)
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
        self._none(outside, column, f"{{column}} {{value}} is outside {limits}")
        return micro

    def _micro(self, column: str) -> Ints:
        values = self.columns[column]
        more = "{column} {value} has more than 6 digits after the point"
        if self.text:
            plain = pc.match_substring_regex(values, r"^-?(\d{1,13}(\.\d*)?|\.\d+)$")
            reason = "{column} must be a decimal number such as 0.25, not {value!r}"
            self._none(pc.invert(plain), column, reason)
            self._none(pc.invert(pc.match_substring_regex(values, _EXACT)), column, more)
            shorter = pc.replace_substring_regex(values, r"(\.\d{0,6})0*$", r"\1")
            return self._of_decimals(column, shorter)
        self._none(pc.is_null(values), column, "{column} is empty")
        if pa.types.is_decimal(values.type):
            self._none(pc.not_equal(pc.round(values, 6), values), column, more)
            return self._of_decimals(column, values)
        if not pa.types.is_floating(values.type):
            raise self._wrong(column, "decimals or floating-point numbers between 0 and 1")
        return self._of_floats(column, more)

    def _of_decimals(self, column: str, values: Any) -> Ints:
        times = pa.scalar(Decimal(UNIT), pa.decimal128(7, 0))
        try:
            micro = pc.multiply(pc.cast(values, _MICRO), times)
            return _ints(micro)
        except pa.ArrowInvalid:
            raise Unreadable(self.file, f"{column} holds a number that is too large") from None

    def _of_floats(self, column: str, more: str) -> Ints:
        """Each must be the floating-point number nearest to a decimal of six digits."""
        values = self.columns[column]
        given = values.to_numpy(zero_copy_only=False)
        wide = given.astype(np.float64)
        lost = pa.array(~(np.abs(wide) < 1e12))
        self._none(lost, column, "{column} must be a number, not {value}")
        micro = np.rint(wide * UNIT)
        off = pa.array((micro / UNIT).astype(given.dtype) != given)
        self._none(off, column, more)
        return np.asarray(micro, dtype=np.int64)

    def _none(self, bad: Any, column: str, reason: str) -> None:
        """Refuse the first row that is marked ``bad`` (empty marks count as bad)."""
        row = pc.index(pc.fill_null(bad, True), True).as_py()
        if row >= 0:
            value = self.columns[column][row].as_py()
            raise self.refusal(row, reason.format(column=column, value=value))

    def _wrong(self, column: str, wanted: str) -> Unreadable:
        kind = self.columns[column].type
        return Unreadable(self.file, f"the column {column} must hold {wanted}, not {kind}")


def _zero(kind: Any) -> Any:
    return pa.scalar(Decimal(0) if pa.types.is_decimal(kind) else 0.0, kind)


def _ints(values: Any) -> Ints:
    whole: Ints = pc.cast(values, pa.int64()).to_numpy(zero_copy_only=False)
    return whole


def read_table(source: Source, table: Table) -> Read:
    """The table from its .parquet or .csv file; Unreadable with file, place and reason."""
    there = source.names()
    files = [f"{table.name}.{end}" for end in ("parquet", "csv") if f"{table.name}.{end}" in there]
    if not files:
        reason = f"is missing: there is neither {table.name}.parquet nor {table.name}.csv"
        raise Unreadable(source.label, f"the table {table.name} {reason}")
    if len(files) > 1:
        raise Unreadable(source.label, f"there is {files[0]} and {files[1]}: keep one of them")
    data = source.read(files[0])
    if not data.strip():
        raise Unreadable(files[0], "is empty")
    read: Callable[[str, bytes, Table], Read] = (
        _from_parquet if files[0].endswith("parquet") else _from_csv
    )
    return read(files[0], data, table)


def _from_parquet(file: str, data: bytes, table: Table) -> Read:
    try:
        opened = parquet.ParquetFile(pa.BufferReader(data))
        names = opened.schema_arrow.names
        _must_have_columns(file, names, table)
        if opened.metadata.num_rows > MOST_ROWS:
            raise Unreadable(file, f"has more than {MOST_ROWS:,} rows")
        found = opened.read(columns=[name for name in table.all if name in names])
        # Damage may also be text that is none: it shows only when every value is looked at.
        found.validate(full=True)
        columns = {name: _plain(found.column(name)) for name in found.column_names}
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        said = str(error).partition("\n")[0]
        raise Unreadable(file, f"is no whole Parquet file: {said}") from None
    unused = tuple(name for name in names if name not in table.all)
    if not found.num_rows:
        return _nothing(file, names, table, unused)
    return Read(file, False, columns, found.num_rows, unused)


def _nothing(file: str, names: list[str], table: Table, unused: tuple[str, ...]) -> Read:
    """A table without rows: of no type that could be wrong."""
    empty = {name: pa.array([], pa.string()) for name in names if name in table.all}
    return Read(file, True, empty, 0, unused)


def _plain(column: Any) -> Any:
    """One array, without dictionaries; text of any width as text."""
    values = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_large_string(values.type) or pa.types.is_string_view(values.type):
        values = pc.cast(values, pa.string())
    return values


def _must_have_columns(file: str, names: list[str], table: Table) -> None:
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise Unreadable(file, f"the column {double[0]} is there more than once")
    missing = [name for name in table.columns if name not in names]
    if missing:
        there = ", ".join(names)
        raise Unreadable(file, f"the column {missing[0]} is missing; there are: {there}")


def _from_csv(file: str, data: bytes, table: Table) -> Read:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line_of(data, error.start)
        raise Unreadable(file, "is not UTF-8: save it as CSV UTF-8", at=at) from None
    heading, _, body = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    try:
        names = next(csv.reader([heading.decode().rstrip("\r")], strict=True), [])
    except csv.Error as error:
        raise Unreadable(file, f"the heading is no line of CSV: {error}", at="line 1") from None
    _must_have_columns(file, names, table)
    body = body.rstrip(b"\r\n")
    unused = tuple(name for name in names if name not in table.all)
    if not body:
        return _nothing(file, names, table, unused)
    found = _parsed(file, names, body)
    columns = {name: _plain(found.column(name)) for name in names if name in table.all}
    read = Read(file, True, columns, found.num_rows, unused)
    if found.num_rows != len(body.splitlines()):
        for name, values in columns.items():
            broken = pc.match_substring_regex(values, "[\r\n]")
            read._none(broken, name, "{column} has a line break in it")
        raise Unreadable(file, "its lines and its rows are not the same: is a quotation mark left?")
    return read


def _parsed(file: str, names: list[str], body: bytes) -> Any:
    wrong: list[Any] = []

    def note(row: Any) -> str:
        wrong.append(row)
        return "skip"

    try:
        found = pacsv.read_csv(
            pa.BufferReader(body),
            read_options=pacsv.ReadOptions(
                use_threads=False, column_names=names, block_size=min(len(body) + 1, 2**30)
            ),
            parse_options=pacsv.ParseOptions(invalid_row_handler=note, ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowException as error:
        raise Unreadable(file, f"is no CSV: {str(error).partition(chr(10))[0]}") from None
    if wrong:
        first = wrong[0]
        reason = f"has {first.actual_columns} values where the heading has {first.expected_columns}"
        raise Unreadable(file, reason, at=f"line {first.number + 1}")
    return found
