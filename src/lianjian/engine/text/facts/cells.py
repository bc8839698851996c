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
_ROW = re.compile("[^\t\n]*\t[^\n]*")
_LISTED = re.compile(
    rf"(?<![\d.])(?P<number>{numerals.ARABIC})"
    rf"(?=(?:、{numerals.ARABIC})*、{numerals.ARABIC}(?P<unit>{_units}))"
)


def cells(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a number stands without its unit, and the unit."""
    for unit in _TABLE_UNIT.finditer(text):
        yield from _of_table(text, text.find("\n", unit.end()) + 1, unit["unit"])
    for match in _LISTED.finditer(text):
        yield match.start(), match.end(), match["unit"]


def to_come(text: str) -> Iterator[tuple[int, int]]:
    """Where a number stands below a head like 计划投资, in rows divided by tabs."""
    heads: list[bool] = []
    last = -1
    for row in _ROW.finditer(text):
        filled = list(re.finditer("(?:^|(?<=\t))[^\t]*", row.group()))
        if row.start() != last + 1 or not heads:
            heads = [bool(_TO_COME.search(cell.group())) for cell in filled]
        else:
            for head, cell in zip(heads, filled, strict=False):
                if head:
                    yield row.start() + cell.start(), row.start() + cell.end()
        last = row.end()


def _of_table(text: str, at: int, unit: str) -> Iterator[tuple[int, int, str]]:
    """The rows, divided by tabs, that follow each other from there."""
    names: list[str] | None = None
    while at and "\t" in (line := text[at : (text + "\n").index("\n", at)]):
        filled = list(re.finditer("(?:^|(?<=\t))[^\t]*", line))
        if names is None:
            names = [one.group().strip() for one in filled]
        else:
            for name, cell in zip(names, filled, strict=False):
                if name not in _NO_NUMBERS and re.fullmatch(numerals.ARABIC, cell.group()):
                    yield at + cell.start(), at + cell.end(), unit
        at += len(line) + 1
