"""An instance out of its files: the engine's problem, and every refusal with the person's row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lianjian.engine.pairing import (
    UNIT,
    BadProblem,
    Candidates,
    Partners,
    Problem,
    Rules,
    Villages,
)

from .columns import CANDIDATES, PARTNERS, RULES, VILLAGES
from .sources import Source, Unreadable, read_json
from .tables import Read, read_table

LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Instance:
    """A problem, and the form in which it came: ``text`` when its candidates are CSV."""

    problem: Problem
    text: bool
    notes: tuple[str, ...]

    def village(self, name: str) -> int | None:
        """The row of the village with this id, as a person types it."""
        return _row(self.problem.village_id, name)

    def partner(self, name: str) -> int | None:
        return _row(self.problem.partner_id, name)


def _row(ids: tuple[Any, ...], name: str) -> int | None:
    return next((row for row, known in enumerate(ids) if str(known) == name), None)


def read_instance(source: Source) -> Instance:
    """Villages, partners, candidates and rules; Unreadable with file, row and reason."""
    read = {table.name: read_table(source, table) for table in (VILLAGES, PARTNERS, CANDIDATES)}
    villages, partners, candidates = read.values()
    for table in (villages, partners):
        if not table.rows:
            raise Unreadable(table.file, "has a heading and no row")
    keep = (
        candidates.filled("keep").shares("keep", 0, LARGEST).tolist()
        if ("keep" in candidates.columns)
        else ()
    )
    rules = _rules(source)
    try:
        problem = Problem.of(
            Villages(
                villages.ids("id"),
                villages.whole("capacity").tolist(),
                villages.true_or_false("must_serve").tolist(),
            ),
            Partners(
                partners.ids("id"), partners.texts("kind"), partners.whole("capacity").tolist()
            ),
            Candidates(
                candidates.ids("village"),
                candidates.ids("partner"),
                candidates.shares("score", 0, UNIT).tolist(),
                candidates.states("state").tolist(),
                keep,
            ),
            rules,
        )
    except BadProblem as error:
        raise _as_seen(error, read) from None
    notes = [
        f"{table.file}: the column {name} is not used"
        for table in read.values()
        for name in table.unused
    ]
    return Instance(problem, candidates.file.endswith(".csv"), tuple(notes))


def _as_seen(error: BadProblem, read: dict[str, Read]) -> Unreadable:
    """The engine's refusal in the words of the file."""
    table = read.get(error.table)
    if table is None:
        return Unreadable(RULES, error.reason)
    if error.row is None:
        return Unreadable(table.file, error.reason)
    again = "" if error.first is None else f", as in {table.at(error.first)}"
    return table.refusal(error.row, f"{error.reason}{again}")


def _rules(source: Source) -> Rules:
    if RULES not in source.names():
        return Rules()
    said = read_json(source, RULES, ())
    unknown = sorted(set(said) - {"per_kind", "by_kind"})
    if unknown:
        raise Unreadable(RULES, f"{unknown[0]!r} is no rule; there are per_kind and by_kind")
    by_kind = said.get("by_kind", {})
    if not isinstance(by_kind, dict):
        raise Unreadable(RULES, "by_kind must hold kinds with their numbers: {…}")
    per_kind = said.get("per_kind", 1)
    for name, cap in {"per_kind": per_kind, **by_kind}.items():
        if cap is not None and (type(cap) is not int or not 0 <= cap <= LARGEST):
            raise Unreadable(RULES, f"{name} must be a whole number from 0, or null, not {cap!r}")
    return Rules(per_kind=per_kind, by_kind=by_kind)
