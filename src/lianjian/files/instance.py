"""An instance out of its files: the engine's problem, and every refusal with the person's row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lianjian.engine.pairing import (
    UNIT,
    BadProblem,
    Candidates,
    Ints,
    Partners,
    Problem,
    Villages,
)
from lianjian.engine.pairing.tables import LARGEST_KEEP, numbered

from .columns import CANDIDATES, PARTNERS, VILLAGES
from .forms import file_of, parts_of, read_table
from .rules import read_rules, refused
from .sources import Source, Unreadable
from .tables import Read

TABLES = (VILLAGES, PARTNERS, CANDIDATES)


@dataclass(frozen=True)
class Instance:
    """A problem, and the form in which it came: ``text`` when its candidates are CSV."""

    problem: Problem
    text: bool
    notes: tuple[str, ...]


Told = Callable[[int, int], None]
"""Is told how many candidates were read, and of how many."""


def must_have_tables(source: Source) -> None:
    """Unreadable where one is missing, or is there twice; before the long work."""
    for table in TABLES:
        file_of(source, table)


def read_instance(source: Source, told: Told = lambda _read, _all: None) -> Instance:
    """Villages, partners, candidates and rules; Unreadable with file, row and reason."""
    must_have_tables(source)
    read = {table.name: read_table(source, table) for table in (VILLAGES, PARTNERS)}
    for one in read.values():
        if not one.rows:
            raise Unreadable(one.file, "has a heading and no row")
    try:
        villages, partners = _villages(read[VILLAGES.name]), _partners(read[PARTNERS.name])
        rules, caps = read_rules(source, villages.id, partners.id)
        read = {name: one.without_values() for name, one in read.items()}
        read[CANDIDATES.name], candidates = _candidates(source, villages, partners, told)
        problem = Problem.of(villages, partners, candidates, rules, caps)
    except BadProblem as error:
        raise _as_seen(error, read) from None
    notes = [
        f"{read[table.name].file}: the column {name} is not used"
        for table in TABLES
        for name in read[table.name].unused
    ]
    return Instance(problem, read[CANDIDATES.name].file.endswith(".csv"), tuple(notes))


def _villages(read: Read) -> Villages:
    return Villages(read.ids("id"), read.whole("capacity"), read.true_or_false("must_serve"))


def _partners(read: Read) -> Partners:
    return Partners(read.ids("id"), read.texts("kind"), read.whole("capacity"))


def _candidates(
    source: Source, villages: Villages, partners: Partners, told: Told
) -> tuple[Read, Candidates]:
    """The candidates by the rows of their villages and partners, and the file they are from."""
    rows = {"village": numbered(VILLAGES.name, villages.id)}
    rows["partner"] = numbered(PARTNERS.name, partners.id)
    columns: dict[str, Ints] = {}
    for part in parts_of(source, CANDIDATES):
        found = {name: part.rows_in(name, rows[name]) for name in rows}
        found["score"] = part.shares("score", 0, UNIT).astype(np.int32)
        found["state"] = part.states("state").astype(np.int8)
        if "keep" in part.columns:
            found["keep"] = part.filled("keep").shares("keep", 0, LARGEST_KEEP).astype(np.int32)
        if not columns:
            read = part.without_values()
            columns = {name: np.empty(part.total, one.dtype) for name, one in found.items()}
        for name, one in found.items():
            columns[name][part.start : part.start + part.rows] = one
        told(part.start + part.rows, part.total)
    return read, Candidates(**columns, by_row=True)


def _as_seen(error: BadProblem, read: dict[str, Read]) -> Unreadable:
    """The engine's refusal in the words of the file."""
    table = read.get(error.table)
    if table is None:
        return refused(error)
    if error.row is None:
        return Unreadable(table.file, error.reason)
    again = "" if error.first is None else f", as in {table.at(error.first)}"
    return table.refusal(error.row, f"{error.reason}{again}")
