"""Tables of which candidates are found, read piece by piece: none of them need fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from lianjian.engine.pairing import Ints
from lianjian.engine.pairing.principles import NOWHERE

from .columns import Table
from .forms import not_whole, plain, read_table
from .sources import Folder, Source, Unreadable
from .tables import Read

PIECE = 16_384
"""Rows that are read at a time."""
_DIGITS = frozenset({2, 4, 6, 9, 12, 15})
"""How many digits the division code of a province, city, county, town, village or hamlet has."""


@dataclass(frozen=True)
class Piece(Read):
    """Some rows of a table, from the row ``start`` (from 0) on."""

    def each(self, column: str, known: Callable[[str], int | None], reason: str) -> Ints:
        """A column of texts or whole numbers as numbers; ``known`` of an empty cell is asked with
        an empty text, and of what it does not know it answers None."""
        values = self.columns[column]
        if not (pa.types.is_string(values.type) or pa.types.is_integer(values.type)):
            if not pa.types.is_null(values.type):
                raise self._wrong(column, "text or whole numbers")
            values = pc.cast(values, pa.string())
        different = values.dictionary_encode()
        texts = ["" if one is None else str(one) for one in different.dictionary.to_pylist()]
        numbers = [known(text) for text in (*texts, "")]
        place = pc.fill_null(different.indices, len(texts)).to_numpy(zero_copy_only=False)
        wrong = [n for n, number in enumerate(numbers) if number is None]
        self.none_may_be(pa.array(np.isin(place, wrong)), column, reason)
        return np.asarray(np.array([number or 0 for number in numbers], dtype=np.int64)[place])

    def codes(self, column: str, *, least: int, empty: bool = False) -> Ints:
        """Division codes of 15 digits; NOWHERE for an empty cell, where one may be ``empty``."""

        def known(text: str) -> int | None:
            if not text:
                return NOWHERE if empty else None
            plain = text.isascii() and text.isdecimal() and text[0] != "0"
            if not plain or len(text) not in _DIGITS or len(text) < least:
                return None
            return int(text) * int(10 ** (15 - len(text)))

        digits = ", ".join(str(number) for number in sorted(_DIGITS) if number >= least)
        reason = f"{{column}} must be a division code of {digits} digits, not {{value!r}}"
        return self.each(column, known, reason)

    def one_of(self, column: str, words: Sequence[str]) -> Ints:
        """The number of each word."""
        reason = f"{{column}} must be one of {', '.join(words)}, not {{value!r}}"
        place = {word: n for n, word in enumerate(words)}
        return self.each(column, place.get, reason)

    def rows_of(self, column: str, rows: dict[Any, int], what: str, *, empty: bool = False) -> Ints:
        """The rows of ids, −1 for an empty cell where one may be."""
        if empty:
            values = self.columns[column]
            names = [None if name == "" else name for name in values.to_pylist()]
            found = [-1 if name is None else rows.get(name, -2) for name in names]
        else:
            names = self.ids(column)
            found = [rows.get(name, -2) for name in names]
        if -2 in found:
            row = found.index(-2)
            raise self.refusal(row, f"no such {what}: {names[row]!r}")
        return np.array(found, dtype=np.int64)

    def vectors(self, column: str, wide: int) -> NDArray[np.int8]:
        """(rows, wide); zeros where there is no vector."""
        values = self.columns[column]
        kind = values.type
        if width_of(kind) is None:
            raise self._wrong(column, "lists of int8 of one fixed size, or as many bytes")
        there = pc.is_valid(values).to_numpy(zero_copy_only=False)
        found = np.zeros((self.rows, wide), dtype=np.int8)
        full = values.drop_null()
        if pa.types.is_fixed_size_list(kind):
            inner = full.flatten()
            if inner.null_count:
                raise Unreadable(self.file, f"{column} holds a vector with an empty number")
            flat = inner.to_numpy()
        else:
            flat = np.frombuffer(full.buffers()[1], dtype=np.int8)
            flat = flat[full.offset * width_of(kind) :][: len(full) * wide]
        found[there] = flat.reshape(-1, wide)
        return found


def width_of(kind: Any) -> int | None:
    """How many numbers the vectors of a column have; None for a column of anything else."""
    if pa.types.is_fixed_size_list(kind):
        return int(kind.list_size) if pa.types.is_int8(kind.value_type) else None
    return int(kind.byte_width) if pa.types.is_fixed_size_binary(kind) else None


def whole(source: Source, table: Table) -> Piece:
    """A table at once."""
    read = read_table(source, table)
    return Piece(read.file, read.text, read.columns, read.rows, read.unused)


def pieces(source: Source, table: Table, columns: Sequence[str] | None = None) -> Iterator[Piece]:
    """A table piece by piece, or some ``columns`` of it; CSV is one piece."""
    opened = _opened(source, table)
    if opened is None:
        yield whole(source, table)
        return
    file, found = opened
    names = found.schema_arrow.names
    wanted = [name for name in (columns or table.all) if name in names]
    first = 0
    try:
        for batch in found.iter_batches(batch_size=PIECE, columns=wanted):
            batch.validate(full=True)
            read = {name: plain(batch.column(name)) for name in wanted}
            yield Piece(file, False, read, batch.num_rows, start=first)
            first += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise not_whole(file, error) from None


def vectors_in(source: Source, table: Table, column: str) -> int:
    """How many numbers the vectors of a table have; 0 where it has no such column."""
    opened = _opened(source, table)
    if opened is None:
        return 0
    file, found = opened
    schema = found.schema_arrow
    if column not in schema.names:
        return 0
    kind = schema.field(column).type
    wide = width_of(kind)
    if not wide:
        wanted = "lists of int8 of one fixed size, or as many bytes"
        raise Unreadable(file, f"the column {column} must hold {wanted}, not {kind}")
    return wide


def is_there(source: Source, table: Table) -> bool:
    return bool({f"{table.name}.parquet", f"{table.name}.csv"} & source.names())


def _opened(source: Source, table: Table) -> tuple[str, Any] | None:
    """A table's Parquet file; None where it is CSV, or is not there, or is there twice."""
    file = f"{table.name}.parquet"
    if file not in source.names() or f"{table.name}.csv" in source.names():
        return None
    try:
        data: Any = source.path / file if isinstance(source, Folder) else None
        # Read as it is asked for: otherwise the whole file waits in memory at the first piece.
        if data is None:
            with source.opened(file) as packed:
                data = pa.BufferReader(packed.read())
        found = parquet.ParquetFile(data, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise not_whole(file, error) from None
    names = found.schema_arrow.names
    missing = [name for name in table.columns if name not in names]
    if missing:
        there = ", ".join(names)
        raise Unreadable(file, f"the column {missing[0]} is missing; there are: {there}")
    return file, found
