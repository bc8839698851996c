"""Numbers whose unit stands elsewhere: the cells of a table with one unit, and lists that name it
once (9800、7400、3900人次)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import numerals
from .units import UNITS

_units = "|".join(map(re.escape, UNITS))
_TABLE_UNIT = re.compile(rf"单位[:：]\s*(?P<unit>{_units})")
_NO_NUMBERS = frozenset({"序号", "编号", "年份", "年度", "代码"})
_TO_COME = re.compile("计划|预算|目标|任务|预计|拟|概算|估算")
"""In a column's head: what its numbers are to become."""
_OF_WHICH = re.compile(f"{_TO_COME.pattern}|总投资")
_SO_FAR = re.compile("到位|已?完成投资|累计完成|进度")
"""Where one column says what there is so far, 总投资 is what it is to come to."""
_ROW = re.compile("(?m)^[^\t｜|\n]*[\t｜|][^\n]*")
CELL = re.compile("(?:^|(?<=[\t｜|]))[^\t｜|]*")
"""A cell of a row; one that is empty is a cell, too."""
_OWN_UNIT = re.compile(rf"[（(/](?P<unit>{_units})[）)]?$")
"""In a column's head: the unit of its numbers, which need none then."""
_LISTED = re.compile(
    rf"(?<![\d.])(?P<number>{numerals.ARABIC})"
    rf"(?=(?:、{numerals.ARABIC})*、{numerals.ARABIC}(?P<unit>{_units}))"
)


def cells(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a number stands without its unit, and the unit."""
    units = {text.find("\n", unit.end()) + 1: unit["unit"] for unit in _TABLE_UNIT.finditer(text)}
    for rows in _tables(text):
        yield from _of_table(rows, units.get(rows[0].start()))
    for match in _LISTED.finditer(text):
        yield match.start(), match.end(), match["unit"]


def _tables(text: str) -> Iterator[list[re.Match[str]]]:
    """Rows, divided by tabs or bars, that follow each other."""
    rows: list[re.Match[str]] = []
    for row in _ROW.finditer(text):
        if rows and row.start() != rows[-1].end() + 1:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def to_come(text: str) -> Iterator[tuple[int, int]]:
    """Where a number stands below a head like 计划投资, in a table."""
    for rows in _tables(text):
        planned = _OF_WHICH if _SO_FAR.search(rows[0].group()) else _TO_COME
        heads = [bool(planned.search(cell.group())) for cell in CELL.finditer(rows[0].group())]
        for row in rows[1:]:
            for head, cell in zip(heads, CELL.finditer(row.group()), strict=False):
                if head:
                    yield row.start() + cell.start(), row.start() + cell.end()


def _of_table(rows: list[re.Match[str]], unit: str | None) -> Iterator[tuple[int, int, str]]:
    """The numbers in a table's cells; ``unit`` is that of its columns that name none."""
    names = [cell.group().strip() for cell in CELL.finditer(rows[0].group())]
    own = [_OWN_UNIT.search(name) for name in names]
    units = [found["unit"] if found else unit for found in own]
    for row in rows[1:]:
        for name, written, cell in zip(names, units, CELL.finditer(row.group()), strict=False):
            number = cell.group().strip()
            if written and name not in _NO_NUMBERS and re.fullmatch(numerals.ARABIC, number):
                at = row.start() + cell.start() + cell.group().index(number)
                yield at, at + len(number), written
