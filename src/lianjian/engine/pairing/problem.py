"""The door of the engine: a pairing problem as arrays, validated once; everything behind trusts.

Maximise the sum of ``score + keep`` over the chosen pairs, where a village takes at most its
capacity and at most ``k`` partners of a kind, a partner at most its span, locked pairs are in and
forbidden ones out; villages that must be served come first, lexicographically.
"""

from __future__ import annotations

import hashlib
import itertools
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
    """The input cannot be taken: which table, which row (from 0; None for the whole), and why.

    ``first`` is the row that ``row`` repeats.
    """

    def __init__(
        self, table: str, row: int | None, reason: str, *, first: int | None = None
    ) -> None:
        where = table if row is None else f"{table}, row {row}"
        again = "" if first is None else f", as in row {first}"
        super().__init__(f"{where}: {reason}{again}")
        self.table, self.row, self.reason, self.first = table, row, reason, first


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
        key = self.village * max(1, len(self.partner_id)) + self.partner
        order = np.argsort(key, kind="stable")
        again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
        if len(again):
            row = int(order[again].min())
            first = int(np.flatnonzero(key == key[row])[0])
            raise BadProblem("candidates", row, "the same pair again", first=first)

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

    @cached_property
    def village_order(self) -> Ints:
        """The rows of the villages, by id."""
        return _order(self.village_id)

    @cached_property
    def partner_rank(self) -> Ints:
        """(partners,): the place of each among all of them by id."""
        order = _order(self.partner_id)
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank

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

    def with_room(self, village: int, more: int) -> Problem:
        """The same problem with ``more`` room at one village (by row)."""
        capacity = self.village_capacity.copy()
        capacity[village] += more
        if capacity[village] < 0:
            raise BadProblem("villages", village, "capacity below 0")
        return replace(self, village_capacity=capacity)

    def digest(self) -> str:
        """SHA-256 over the canonical form: the same for the same tables in any order of rows."""
        village, partner = (
            [str(name) for name in ids] for ids in (self.village_id, self.partner_id)
        )
        villages = sorted(
            zip(village, self.village_capacity.tolist(), self.must_serve.tolist(), strict=True)
        )
        kinds = [self.kinds[t] for t in self.kind.tolist()]
        partners = sorted(zip(partner, kinds, self.partner_capacity.tolist(), strict=True))
        order = np.lexsort((_ranks(partner)[self.partner], _ranks(village)[self.village]))
        candidates = list(
            zip(
                [village[i] for i in self.village[order].tolist()],
                [partner[j] for j in self.partner[order].tolist()],
                *(of[order].tolist() for of in (self.score, self.state, self.keep)),
                strict=True,
            )
        )
        caps = list(zip(self.kinds, self.kind_cap.tolist(), strict=True))
        return fingerprint([villages, partners, candidates, caps])


def fingerprint(value: object) -> str:
    """SHA-256 over canonical JSON, hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _order(ids: Sequence[Any]) -> Ints:
    """The rows by id, without sorting where they stand so already."""
    if all(one < other for one, other in itertools.pairwise(ids)):
        return np.arange(len(ids))
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)


def _ranks(names: Sequence[str]) -> Ints:
    """The place of each name among them all sorted."""
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return ranks


def _numbered(table: str, ids: Sequence[Any]) -> dict[Any, int]:
    rows: dict[Any, int] = {}
    for row, raw in enumerate(ids):
        name = raw.item() if isinstance(raw, np.generic) else raw
        if isinstance(name, bool) or not isinstance(name, (int, str)) or name == "":
            raise BadProblem(table, row, f"an id must be text or a whole number, not {name!r}")
        if name in rows:
            raise BadProblem(table, row, f"the same id again: {name}", first=rows[name])
        rows[name] = row
    if len({type(name) for name in rows}) > 1:
        raise BadProblem(table, None, "ids are partly text and partly numbers")
    return rows


def _same_length(table: str, rows: int, *columns: Sequence[Any]) -> None:
    if any(len(column) != rows for column in columns):
        raise BadProblem(table, None, "the columns are not of one length")


def _whole(table: str, column: str, values: Sequence[int], low: int, high: int) -> Ints:
    whole = _all_whole(values)
    if whole is None:
        for row, value in enumerate(values):
            if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
                raise BadProblem(table, row, f"{column} must be a whole number, not {value!r}")
            if not low <= value <= high:
                raise BadProblem(table, row, f"{column} {value} is outside {low} to {high}")
        whole = np.array([int(value) for value in values], dtype=np.int64)
    outside = np.flatnonzero((whole < low) | (whole > high))
    if len(outside):
        row = int(outside[0])
        raise BadProblem(table, row, f"{column} {whole[row]} is outside {low} to {high}")
    return whole


def _all_whole(values: Any) -> Ints | None:
    """All at once, where all are plain whole numbers; None where they must be looked at singly."""
    if isinstance(values, np.ndarray):
        return values.astype(np.int64) if values.dtype.kind == "i" else None
    try:
        return np.array(values, dtype=np.int64) if set(map(type, values)) <= {int} else None
    except OverflowError:
        return None


def _looked_up(column: str, ids: Any, rows: Mapping[Any, int]) -> Ints:
    names = ids.tolist() if isinstance(ids, np.ndarray) else ids
    found = [rows.get(name, -1) for name in names]
    if -1 in found:
        row = found.index(-1)
        raise BadProblem("candidates", row, f"no such {column}: {names[row]!r}")
    return np.array(found, dtype=np.int64)


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
