"""The cells below the columns of a table: rows are lines, cells stand between tabs or upright
bars."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from .numbers.cells import CELL

_SHORTEST = 4


def columns(text: str, heads: Container[str]) -> Iterator[tuple[int, int]]:
    """Where the cells stand below a column of one of these heads."""
    column: int | None = None
    for line in re.finditer("[^\n]*", text):
        cells = [cell.span() for cell in CELL.finditer(line.group())]
        words = [line.group()[start:end].strip() for start, end in cells]
        if len(cells) < 2:
            column = None if line.group() else column
            continue
        named = [at for at, word in enumerate(words) if word in heads]
        if named:
            column = named[0]
        elif column is not None and column < len(cells) and len(words[column]) >= _SHORTEST:
            at = line.start() + line.group().index(words[column], cells[column][0])
            yield at, at + len(words[column])
