"""The door of the engine: a pairing problem as arrays, validated once; everything behind trusts.

Maximise the sum of ``score + keep`` over the chosen pairs, where a village takes at most its
capacity and at most ``k`` partners of a kind, a partner at most its span, locked pairs are in and
forbidden ones out; villages that must be served come first, lexicographically.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

UNIT = 1_000_000
"""One score unit in the micro-units that every score is written in."""

LARGEST = 2**31 - 1
"""Capacities and bonuses are int32 in files."""


class State(IntEnum):
    """What has been said about a pair beforehand."""

    FREE = 0
    LOCKED = 1
    FORBIDDEN = 2


class BadProblem(ValueError):  # noqa: N818 - what was brought to the door, and is refused
    """The input cannot be taken: which table, which row (from 0; None for the whole), and why."""

    def __init__(self, table: str, row: int | None, reason: str) -> None:
        where = table if row is None else f"{table}, row {row}"
        super().__init__(f"{where}: {reason}")
        self.table, self.row, self.reason = table, row, reason


@dataclass(frozen=True)
class Villages:
    """``id``: text or whole numbers, each once; ``capacity`` ≥ 0; ``must_serve`` true or false."""

    id: Sequence[Any]
    capacity: Sequence[int]
    must_serve: Sequence[bool]


@dataclass(frozen=True)
class Partners:
    """``id`` each once; ``kind`` text; ``capacity`` (span of management) ≥ 0."""

    id: Sequence[Any]
    kind: Sequence[str]
    capacity: Sequence[int]


@dataclass(frozen=True)
class Candidates:
    """``village`` and ``partner`` name ids; ``score`` 0…1,000,000; ``keep`` a bonus for staying."""

    village: Sequence[Any]
    partner: Sequence[Any]
    score: Sequence[int]
    state: Sequence[int] = ()
    keep: Sequence[int] = ()


@dataclass(frozen=True)
class Rules:
    """At most ``per_kind`` partners of a kind a village (None: as many as fit).

    ``by_kind`` says otherwise for single kinds.
    """

    per_kind: int | None = 1
    by_kind: Mapping[str, int | None] = field(default_factory=dict)

    def cap(self, kind: str) -> int | None:
        return self.by_kind.get(kind, self.per_kind)


@dataclass(frozen=True)
class Problem:
    """A validated problem. Villages, partners and candidates are numbered by their rows.

    ``village``, ``partner`` (row numbers), ``score``, ``state`` and ``keep`` have one entry a
    candidate; ``kind`` one a partner: an index into ``kinds``, whose caps are ``kind_cap``
    (the village's whole capacity where there is no rule).
    """

    village_id: tuple[Any, ...]
    village_capacity: Ints
    must_serve: Bools
    partner_id: tuple[Any, ...]
    partner_capacity: Ints
    kinds: tuple[str, ...]
    kind: Ints
    kind_cap: Ints
    village: Ints
    partner: Ints
    score: Ints
    state: Ints
    keep: Ints

    @staticmethod
    def of(
        villages: Villages,
        partners: Partners,
        candidates: Candidates,
        rules: Rules | None = None,
    ) -> Problem:
        """Check the tables and number them; raises BadProblem with table, row and reason."""
        rules = rules or Rules()
        village_rows = _numbered("villages", villages.id)
        partner_rows = _numbered("partners", partners.id)
        _same_length("villages", len(village_rows), villages.capacity, villages.must_serve)
        _same_length("partners", len(partner_rows), partners.kind, partners.capacity)
        rows = len(candidates.village)
        _same_length("candidates", rows, candidates.partner, candidates.score)
        state = candidates.state if len(candidates.state) else [State.FREE] * rows
        keep = candidates.keep if len(candidates.keep) else [0] * rows
        _same_length("candidates", rows, state, keep)
        kinds = tuple(sorted({str(kind) for kind in partners.kind}))
        made = Problem(
            village_id=tuple(village_rows),
            village_capacity=_whole("villages", "capacity", villages.capacity, 0, LARGEST),
            must_serve=np.array([bool(must) for must in villages.must_serve], dtype=np.bool_),
            partner_id=tuple(partner_rows),
            partner_capacity=_whole("partners", "capacity", partners.capacity, 0, LARGEST),
            kinds=kinds,
            kind=np.array([kinds.index(str(kind)) for kind in partners.kind], dtype=np.int64),
            kind_cap=_caps(kinds, rules),
            village=_looked_up("village", candidates.village, village_rows),
            partner=_looked_up("partner", candidates.partner, partner_rows),
            score=_whole("candidates", "score", candidates.score, 0, UNIT),
            state=_whole("candidates", "state", state, 0, 2),
            keep=_whole("candidates", "keep", keep, 0, LARGEST),
        )
        made._must_have_each_pair_once()
        made._must_have_room_for_locks()
        made._must_fit_into_int64()
        return made

    def _must_have_each_pair_once(self) -> None:
        seen: dict[tuple[int, int], int] = {}
        for row, pair in enumerate(zip(self.village.tolist(), self.partner.tolist(), strict=True)):
            if pair in seen:
                raise BadProblem("candidates", row, f"the pair of row {seen[pair]} again")
            seen[pair] = row

    def _must_have_room_for_locks(self) -> None:
        held = np.zeros(len(self.village_id), dtype=np.int64)
        given = np.zeros(len(self.partner_id), dtype=np.int64)
        of_kind: dict[tuple[int, int], int] = {}
        for row in np.flatnonzero(self.state == State.LOCKED).tolist():
            i, j = int(self.village[row]), int(self.partner[row])
            t = int(self.kind[j])
            held[i] += 1
            given[j] += 1
            of_kind[i, t] = of_kind.get((i, t), 0) + 1
            if held[i] > self.village_capacity[i]:
                raise BadProblem("candidates", row, "more locked pairs than the village has room")
            if given[j] > self.partner_capacity[j]:
                raise BadProblem("candidates", row, "more locked pairs than the partner has slots")
            if of_kind[i, t] > self.kind_cap[t]:
                raise BadProblem("candidates", row, "too many locked partners of one kind")

    def _must_fit_into_int64(self) -> None:
        if self.bonus * (len(self.village_id) + 2) >= 2**62:
            raise BadProblem("villages", None, "the numbers are too large to be added exactly")

    def __len__(self) -> int:
        return len(self.village)

    @cached_property
    def worth(self) -> Ints:
        """What each candidate adds to the sum, in micro-units."""
        return self.score + self.keep

    @cached_property
    def bonus(self) -> int:
        """B: what the first partner of a village that must be served is worth; more than all else.

        ``1 + Σ b_i`` units, a unit being the most that any one pair can add.
        """
        unit = max(UNIT, int(self.worth.max(initial=0)))
        room = np.minimum(self.village_capacity, self._degrees(self.village, len(self.village_id)))
        return (1 + int(room.sum())) * unit

    @staticmethod
    def _degrees(ends: Ints, count: int) -> Ints:
        return np.bincount(ends, minlength=count).astype(np.int64)

    def locked(self) -> Ints:
        """The rows of the locked candidates."""
        return np.flatnonzero(self.state == State.LOCKED)

    def row_of(self, village: Any, partner: Any) -> int | None:
        """The candidate row of two ids, or None when they are not a candidate pair."""
        i, j = self.village_id.index(village), self.partner_id.index(partner)
        rows = np.flatnonzero((self.village == i) & (self.partner == j))
        return int(rows[0]) if len(rows) else None

    def with_locked(self, row: int) -> Problem:
        """The same problem with one more pair locked in; raises BadProblem if it cannot be."""
        state = self.state.copy()
        state[row] = State.LOCKED
        changed = replace(self, state=state)
        changed._must_have_room_for_locks()
        return changed

    def without_must_serve(self) -> Problem:
        """The same problem without the rule that some villages come first."""
        return replace(self, must_serve=np.zeros_like(self.must_serve))

    def with_slots(self, partner: int, more: int) -> Problem:
        """The same problem with ``more`` slots at one partner (by row)."""
        capacity = self.partner_capacity.copy()
        capacity[partner] += more
        if capacity[partner] < 0:
            raise BadProblem("partners", partner, "capacity below 0")
        return replace(self, partner_capacity=capacity)

    def digest(self) -> str:
        """SHA-256 over the canonical form: the same for the same tables in any order of rows."""
        villages = sorted(
            [_name(name), int(b), bool(must)]
            for name, b, must in zip(
                self.village_id, self.village_capacity, self.must_serve, strict=True
            )
        )
        partners = sorted(
            [_name(name), self.kinds[t], int(c)]
            for name, t, c in zip(self.partner_id, self.kind, self.partner_capacity, strict=True)
        )
        candidates = sorted(
            [_name(self.village_id[i]), _name(self.partner_id[j]), int(s), int(state), int(keep)]
            for i, j, s, state, keep in zip(
                self.village, self.partner, self.score, self.state, self.keep, strict=True
            )
        )
        caps = [[kind, int(cap)] for kind, cap in zip(self.kinds, self.kind_cap, strict=True)]
        return fingerprint([villages, partners, candidates, caps])


def fingerprint(value: object) -> str:
    """SHA-256 over canonical JSON, hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _name(value: Any) -> str:
    return str(value)


def _numbered(table: str, ids: Sequence[Any]) -> dict[Any, int]:
    rows: dict[Any, int] = {}
    for row, raw in enumerate(ids):
        name = raw.item() if isinstance(raw, np.generic) else raw
        if isinstance(name, bool) or not isinstance(name, (int, str)) or name == "":
            raise BadProblem(table, row, f"an id must be text or a whole number, not {name!r}")
        if name in rows:
            raise BadProblem(table, row, f"the id of row {rows[name]} again: {name}")
        rows[name] = row
    if len({type(name) for name in rows}) > 1:
        raise BadProblem(table, None, "ids are partly text and partly numbers")
    return rows


def _same_length(table: str, rows: int, *columns: Sequence[Any]) -> None:
    if any(len(column) != rows for column in columns):
        raise BadProblem(table, None, "the columns are not of one length")


def _whole(table: str, column: str, values: Sequence[int], low: int, high: int) -> Ints:
    whole = np.empty(len(values), dtype=np.int64)
    for row, value in enumerate(values):
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
            raise BadProblem(table, row, f"{column} must be a whole number, not {value!r}")
        if not low <= value <= high:
            raise BadProblem(table, row, f"{column} {value} is outside {low} to {high}")
        whole[row] = value
    return whole


def _looked_up(column: str, ids: Sequence[Any], rows: Mapping[Any, int]) -> Ints:
    found = np.empty(len(ids), dtype=np.int64)
    for row, raw in enumerate(ids):
        name = raw.item() if isinstance(raw, np.generic) else raw
        if name not in rows:
            raise BadProblem("candidates", row, f"no such {column}: {name!r}")
        found[row] = rows[name]
    return found


def _caps(kinds: Sequence[str], rules: Rules) -> Ints:
    caps = np.empty(len(kinds), dtype=np.int64)
    for t, kind in enumerate(kinds):
        cap = rules.cap(kind)
        if cap is None:
            cap = LARGEST
        elif isinstance(cap, bool) or not isinstance(cap, int) or not 0 <= cap <= LARGEST:
            raise BadProblem(
                "rules", None, f"the cap of kind {kind} must be 0 or more, not {cap!r}"
            )
        caps[t] = cap
    return caps
