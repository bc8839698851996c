"""The two forms of a table, Parquet and CSV, read a part at a time.

A nation's candidates would fill the memory if all their cells stood in it at once, so a table comes
in parts of some hundred thousand rows, each of which is done with before the next one is read.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as parquet

from .columns import Table
from .sources import Source, Unreadable
from .tables import Read

MOST_ROWS = 200_000_000
ROWS = 1_000_000
"""Rows of Parquet that are read at a time, at most."""
BLOCK = 32 * 1024**2
"""Bytes of CSV that are read at a time."""
_CHUNK = 1024**2
_MARK = codecs.BOM_UTF8


def file_of(source: Source, table: Table) -> str:
    """The name of the table's file; Unreadable where there is none, or more than one."""
    there = source.names()
    files = [f"{table.name}.{end}" for end in ("parquet", "csv") if f"{table.name}.{end}" in there]
    if not files:
        reason = f"is missing: there is neither {table.name}.parquet nor {table.name}.csv"
        raise Unreadable(source.label, f"the table {table.name} {reason}")
    if len(files) > 1:
        raise Unreadable(source.label, f"there is {files[0]} and {files[1]}: keep one of them")
    return files[0]


def parts_of(source: Source, table: Table) -> Iterator[Read]:
    """The rows of a table in their order, at least one part; Unreadable with file, place and
    reason."""
    name = file_of(source, table)
    with source.opened(name) as file:
        yield from (_of_parquet if name.endswith("parquet") else _of_csv)(name, file, table)


def read_table(source: Source, table: Table) -> Read:
    """A whole table, for those that are small."""
    first, *others = parts_of(source, table)
    if not others:
        return first
    columns = {
        name: pa.concat_arrays([part.columns[name] for part in (first, *others)])
        for name in first.columns
    }
    return replace(first, columns=columns, rows=first.total)


def rows_of(source: Source, table: Table) -> int:
    """About how many rows there are, without reading them: Parquet says it, and for CSV it follows
    from the size of the file and the length of its first lines."""
    name = file_of(source, table)
    with source.opened(name) as file:
        _must_have_something(name, file)
        if name.endswith("parquet"):
            return int(_opened_parquet(name, file).metadata.num_rows)
        beginning = file.read(_CHUNK)
        size = file.seek(0, io.SEEK_END)
    # The heading is no row.
    return max(0, (beginning.count(b"\n") - 1) * size // len(beginning))


# -- Parquet --


def _of_parquet(name: str, file: BinaryIO, table: Table) -> Iterator[Read]:
    _must_have_something(name, file)
    opened = _opened_parquet(name, file)
    names, total = opened.schema_arrow.names, opened.metadata.num_rows
    _must_have_columns(name, names, table)
    if total > MOST_ROWS:
        raise Unreadable(name, f"has more than {MOST_ROWS:,} rows")
    unused = tuple(one for one in names if one not in table.all)
    start = 0
    for columns, rows in _batches(name, opened, [one for one in table.all if one in names]):
        if start + rows > total:
            raise Unreadable(name, f"is no whole Parquet file: it has more than {total:,} rows")
        yield Read(name, False, columns, rows, unused, start, total)
        start += rows
    if start < total:
        raise Unreadable(name, f"is no whole Parquet file: {start:,} of {total:,} rows are there")
    if not total:
        yield _nothing(name, names, table)


def _opened_parquet(name: str, file: BinaryIO) -> Any:
    try:
        return parquet.ParquetFile(file)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise not_whole(name, error) from None


def _batches(name: str, opened: Any, wanted: list[str]) -> Iterator[tuple[dict[str, Any], int]]:
    """Columns and rows of each part, every value looked at: damage may be text that is none."""
    try:
        for batch in opened.iter_batches(batch_size=ROWS, columns=wanted):
            batch.validate(full=True)
            columns = {one: plain(batch.column(one)) for one in batch.schema.names}
            if batch.num_rows:
                yield columns, batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise not_whole(name, error) from None


def not_whole(name: str, error: Exception) -> Unreadable:
    """What is said of a Parquet file that cannot be read to its end."""
    return Unreadable(name, f"is no whole Parquet file: {str(error).partition(chr(10))[0]}")


def plain(values: Any) -> Any:
    """Without dictionaries; text of any width as text."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_large_string(values.type) or pa.types.is_string_view(values.type):
        values = pc.cast(values, pa.string())
    return values


# -- CSV --


@dataclass(frozen=True)
class _Looked:
    """Where the rows of a CSV file begin and end (blank lines at its end apart), on how many lines
    they stand, and whether there is a quotation mark in the file."""

    begin: int
    end: int
    lines: int
    quoted: bool


def _of_csv(name: str, file: BinaryIO, table: Table) -> Iterator[Read]:
    _must_have_something(name, file)
    looked = _looked_through(name, file)
    names = _heading(name, file)
    _must_have_columns(name, names, table)
    if not looked.lines:
        yield _nothing(name, names, table)
        return
    if looked.lines > MOST_ROWS:
        raise Unreadable(name, f"has more than {MOST_ROWS:,} rows")
    unused = tuple(one for one in names if one not in table.all)
    start = 0
    for batch in _parsed(name, names, _Between(file, looked)):
        columns = {one: batch.column(one) for one in names if one in table.all}
        read = Read(name, True, columns, batch.num_rows, unused, start, looked.lines)
        if looked.quoted:
            _must_be_one_line_each(read)
        start += batch.num_rows
        if start <= looked.lines:
            yield read
    if start != looked.lines:
        raise Unreadable(name, "its lines and its rows are not the same: is a quotation mark left?")


def _looked_through(name: str, file: BinaryIO) -> _Looked:
    """Read it once, without keeping it; Unreadable where it is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    begin = len(file.readline())
    file.seek(0)
    place = end = lines = waiting = 0
    quoted, last = False, b""
    while chunk := file.read(_CHUNK):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise _not_utf8(name, file, place - kept + error.start) from None
        body = chunk[max(0, begin - place) :]
        # A line end of two bytes may be cut in two.
        waiting -= last == b"\r" and body[:1] == b"\n"
        filled = body.rstrip(b"\r\n")
        if filled:
            lines += waiting + _line_ends(filled)
            waiting, end = 0, place + len(chunk) - len(body) + len(filled)
        waiting += _line_ends(body[len(filled) :])
        quoted = quoted or b'"' in body
        last, place = body[-1:], place + len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_utf8(name, file, place) from None
    return _Looked(begin, end, lines + 1 if end else 0, quoted)


def _line_ends(data: bytes) -> int:
    """As an editor counts them."""
    ends = int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n")))
    return ends + data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else ends


def _not_utf8(name: str, file: BinaryIO, place: int) -> Unreadable:
    file.seek(0)
    line = 1
    while place > 0 and (chunk := file.read(min(place, _CHUNK))):
        line, place = line + chunk.count(b"\n"), place - len(chunk)
    return Unreadable(name, "is not UTF-8: save it as CSV UTF-8", at=f"line {line}")


def _heading(name: str, file: BinaryIO) -> list[str]:
    file.seek(0)
    line = file.readline().removeprefix(_MARK).removesuffix(b"\n").removesuffix(b"\r")
    try:
        return next(csv.reader([line.decode()], strict=True), [])
    except csv.Error as error:
        raise Unreadable(name, f"the heading is no line of CSV: {error}", at="line 1") from None


class _Between(io.RawIOBase):
    """The rows of a CSV file alone: without its heading, and without blank lines at its end."""

    def __init__(self, file: BinaryIO, looked: _Looked) -> None:
        self.file, self.left = file, looked.end - looked.begin
        file.seek(looked.begin)

    def readable(self) -> bool:
        return True

    def read(self, most: int = -1, /) -> bytes:
        found = self.file.read(self.left if most < 0 else min(most, self.left))
        self.left -= len(found)
        return found


def _parsed(name: str, names: list[str], rows: _Between) -> Iterator[Any]:
    """Parts of the table, every cell as text."""
    wrong: list[Any] = []

    def note(row: Any) -> str:
        wrong.append(row)
        return "skip"

    at_once = min(BLOCK, max(rows.left, 1))
    done, open_mark = 0, "a quotation mark is left open, or a value has a line break in it"
    try:
        for batch in pacsv.open_csv(
            pa.PythonFile(rows, mode="r"),
            read_options=pacsv.ReadOptions(
                use_threads=False, column_names=names, block_size=at_once + 1
            ),
            parse_options=pacsv.ParseOptions(invalid_row_handler=note, ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        ):
            if wrong:
                break
            done += batch.num_rows
            yield batch
    except pa.ArrowException as error:
        # A part ends with a line; where that is inside quotation marks, the reader loses its way.
        said = open_mark if "sync" in str(error) else str(error).partition("\n")[0]
        raise Unreadable(name, f"is no CSV: {said}", at=f"after line {done + 1}") from None
    if wrong:
        first = wrong[0]
        reason = f"has {first.actual_columns} values where the heading has {first.expected_columns}"
        raise Unreadable(name, reason, at=f"line {first.number + 1}")


def _must_be_one_line_each(read: Read) -> None:
    for name, values in read.columns.items():
        letters = values.buffers()[2]
        if letters is not None and any(end in letters.to_pybytes() for end in (b"\n", b"\r")):
            broken = pc.match_substring_regex(values, "[\r\n]")
            read.none_may_be(broken, name, "{column} has a line break in it")


# -- both --


def _must_have_something(name: str, file: BinaryIO) -> None:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        if chunk.strip():
            file.seek(0)
            return
    raise Unreadable(name, "is empty")


def _must_have_columns(name: str, names: list[str], table: Table) -> None:
    double = sorted({one for one in names if names.count(one) > 1})
    if double:
        raise Unreadable(name, f"the column {double[0]} is there more than once")
    missing = [one for one in table.columns if one not in names]
    if missing:
        there = ", ".join(names)
        raise Unreadable(name, f"the column {missing[0]} is missing; there are: {there}")


def _nothing(name: str, names: list[str], table: Table) -> Read:
    """A table without rows: of no type that could be wrong."""
    empty = {one: pa.array([], pa.string()) for one in names if one in table.all}
    return Read(name, True, empty, 0, tuple(one for one in names if one not in table.all))
