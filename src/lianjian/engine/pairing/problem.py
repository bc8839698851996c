"""A pairing problem as arrays, validated once at the door; everything behind it trusts.

Maximise the sum of ``score + keep`` over the chosen pairs, where a village takes at most its
capacity and at most ``k`` partners of a kind, a partner at most its span, locked pairs are in and
forbidden ones out; villages that must be served come first, lexicographically. Caps limit the
pairs of whole groups (caps.py).
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from .caps import Cap, Caps, checked
from .tables import (
    LARGEST,
    LARGEST_KEEP,
    UNIT,
    BadProblem,
    Bools,
    Candidates,
    Column,
    Ints,
    Partners,
    Rules,
    State,
    Villages,
    caps_of_kinds,
    looked_up,
    must_be_as_long,
    numbered,
    whole,
)

AT_ONCE = 1_000_000
"""Candidates that are worked on at a time where the nation's would not fit into memory."""


@dataclass(frozen=True)
class Problem:
    """A validated problem. Villages, partners and candidates are numbered by their rows.

    ``village``, ``partner`` (row numbers), ``score``, ``keep`` (int32) and ``state`` (int8) have
    one entry a candidate; ``kind`` one a partner: an index into ``kinds``, whose caps are
    ``kind_cap`` (LARGEST where there is no rule).
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
    caps: tuple[Cap, ...] = ()

    @staticmethod
    def of(
        villages: Villages,
        partners: Partners,
        candidates: Candidates,
        rules: Rules | None = None,
        caps: Caps | None = None,
    ) -> Problem:
        """Check the tables and number them; raises BadProblem with table, row and reason."""
        village_rows = numbered("villages", villages.id)
        partner_rows = numbered("partners", partners.id)
        must_be_as_long("villages", len(village_rows), villages.capacity, villages.must_serve)
        must_be_as_long("partners", len(partner_rows), partners.kind, partners.capacity)
        kinds = tuple(sorted({str(kind) for kind in partners.kind}))
        place = {kind: t for t, kind in enumerate(kinds)}
        village, partner, score, state, keep = _columns(candidates, village_rows, partner_rows)
        made = Problem(
            village_id=tuple(village_rows),
            village_capacity=whole("villages", "capacity", villages.capacity, 0, LARGEST),
            must_serve=np.array([bool(must) for must in villages.must_serve], dtype=np.bool_),
            partner_id=tuple(partner_rows),
            partner_capacity=whole("partners", "capacity", partners.capacity, 0, LARGEST),
            kinds=kinds,
            kind=np.array([place[str(kind)] for kind in partners.kind], dtype=np.int64),
            kind_cap=caps_of_kinds(kinds, rules or Rules()),
            village=village,
            partner=partner,
            score=score,
            state=state,
            keep=keep,
            caps=checked(caps or Caps(), village_rows, partner_rows),
        )
        made._must_have_each_pair_once()
        made._must_have_room_for_locks()
        made._must_fit_into_int64()
        return made

    def _must_have_each_pair_once(self) -> None:
        key = self.pair_key()
        if (key[1:] > key[:-1]).all():
            return
        ordered = np.sort(key)
        if (ordered[1:] > ordered[:-1]).all():
            return
        order = np.argsort(key, kind="stable")
        again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
        row = int(order[again].min())
        first = int(np.flatnonzero(key == key[row])[0])
        raise BadProblem("candidates", row, "the same pair again", first=first)

    def pair_key(self) -> Ints:
        """(candidates,): a number for each pair of a village and a partner."""
        return self.village * np.int64(max(1, len(self.partner_id))) + self.partner

    def _must_have_room_for_locks(self) -> None:
        held = np.zeros(len(self.village_id), dtype=np.int64)
        given = np.zeros(len(self.partner_id), dtype=np.int64)
        of_kind: dict[tuple[int, int], int] = {}
        for row in self.locked().tolist():
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
        rows = self.locked()
        for cap, count in zip(self.caps, self.counted(rows).tolist(), strict=True):
            if count > cap.most:
                inside = rows[cap.holds(self.village[rows], self.partner[rows])]
                reason = f"more locked pairs than {cap.name} lets in"
                raise BadProblem("candidates", int(inside[cap.most]), reason)

    def village_grouped(self) -> Ints | None:
        """The candidates' rows with each village's together; None where they stand so already."""
        village = self.village
        return None if (village[1:] >= village[:-1]).all() else np.argsort(village, kind="stable")

    def by_village(self) -> Iterator[Ints]:
        """The candidates' rows in the order of their villages' rows, whole villages, some million
        at a time."""
        village, order = self.village, self.village_grouped()
        low = 0
        while low < len(self):
            high = min(low + AT_ONCE, len(self))
            last = village[high - 1 if order is None else order[high - 1]]
            high = int(
                np.searchsorted(village, last, "right", sorter=order) if high < len(self) else high
            )
            yield np.arange(low, high) if order is None else order[low:high]
            low = high

    def _must_fit_into_int64(self) -> None:
        """Prices and sums, and the key by which a village's candidates are sorted: kind, 30 bits of
        worth, partner."""
        bits = sum(int(max(1, count)).bit_length() for count in (len(self.kinds), len(self.kind)))
        rewards = len(self.village_id) + sum(cap.least for cap in self.caps) + 2
        if self.bonus * rewards >= 2**61 or bits > 32 or len(self) > LARGEST:
            raise BadProblem("villages", None, "the numbers are too large to be added exactly")

    def __len__(self) -> int:
        return len(self.village)

    @cached_property
    def worth(self) -> Ints:
        """What each candidate adds to the sum, in micro-units."""
        return self.score + self.keep

    @cached_property
    def unit(self) -> int:
        """The most that any one pair can add, and at least a full score, in micro-units."""
        if not self.keep.any():
            return max(UNIT, int(self.score.max(initial=0)))
        return max(UNIT, int(self.worth.max(initial=0)))

    @cached_property
    def bonus(self) -> int:
        """B: what the first partner of a village that must be served is worth; more than all else.

        ``1 + Σ b_i`` units, a unit being the most that any one pair can add.
        """
        degree = np.zeros(len(self.village_id), dtype=np.int64)
        for low in range(0, len(self), AT_ONCE):
            degree += np.bincount(self.village[low : low + AT_ONCE], minlength=len(degree))
        return (1 + int(np.minimum(self.village_capacity, degree).sum())) * self.unit

    @cached_property
    def village_order(self) -> Ints:
        """The rows of the villages, by id."""
        return _order(self.village_id)

    @cached_property
    def partner_rank(self) -> Ints:
        """(partners,): the place of each among all of them by id."""
        return _inverse(_order(self.partner_id))

    def counted(self, rows: Ints) -> Ints:
        """(caps,): how many of these candidates each cap counts."""
        village, partner = self.village[rows], self.partner[rows]
        of_village = np.bincount(village, minlength=len(self.village_id))
        of_partner = np.bincount(partner, minlength=len(self.partner_id))
        found = np.zeros(len(self.caps), dtype=np.int64)
        for n, cap in enumerate(self.caps):
            if cap.partners is None:
                found[n] = of_village[slice(None) if cap.villages is None else cap.villages].sum()
            elif cap.villages is None:
                found[n] = of_partner[cap.partners].sum()
            else:
                found[n] = cap.holds(village, partner).sum()
        return found

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
        """SHA-256 over the canonical form: the same for the same tables in any order of rows.

        First, as JSON, villages (id, capacity, must be served) and partners (id, kind, span), each
        by id, and the caps of the kinds, and the caps of groups where there are any; then of each
        candidate, by village and partner, five
        numbers of four bytes: the places of village and partner in those lists, score, state and
        keep.
        """
        villages = _order([str(name) for name in self.village_id])
        partners = _order([str(name) for name in self.partner_id])
        kinds = [self.kinds[t] for t in self.kind.tolist()]
        head = [
            [
                [str(self.village_id[i]), int(self.village_capacity[i]), bool(self.must_serve[i])]
                for i in villages.tolist()
            ],
            [
                [str(self.partner_id[j]), kinds[j], int(self.partner_capacity[j])]
                for j in partners.tolist()
            ],
            list(zip(self.kinds, self.kind_cap.tolist(), strict=True)),
            *([[self._named(cap) for cap in self.caps]] if self.caps else []),
        ]
        total = hashlib.sha256(_json(head))
        for rows in self._by_place(_inverse(villages), _inverse(partners)):
            total.update(rows.astype("<i4").tobytes())
        return total.hexdigest()

    def _named(self, cap: Cap) -> list[Any]:
        """A cap by ids: its name, its groups (None: all), least and most."""
        sides = ((cap.villages, self.village_id), (cap.partners, self.partner_id))
        groups = [
            None if rows is None else sorted(str(ids[row]) for row in rows.tolist())
            for rows, ids in sides
        ]
        return [cap.name, *groups, cap.least, cap.most]

    def _by_place(self, village: Ints, partner: Ints) -> Iterator[Ints]:
        """(some, 5): places, score, state and keep of the candidates in the order of the places, a
        million at a time."""
        key = village[self.village] * np.int64(max(1, len(partner))) + partner[self.partner]
        order = None if (key[1:] > key[:-1]).all() else np.argsort(key)
        del key
        for low in range(0, len(self), AT_ONCE):
            rows = slice(low, low + AT_ONCE) if order is None else order[low : low + AT_ONCE]
            yield np.column_stack(
                [
                    village[self.village[rows]],
                    partner[self.partner[rows]],
                    self.score[rows],
                    self.state[rows],
                    self.keep[rows],
                ]
            )


def _columns(
    candidates: Candidates, villages: dict[Any, int], partners: dict[Any, int]
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Village, partner, score, state and keep of each candidate; raises BadProblem."""
    table, rows = "candidates", len(candidates.village)
    must_be_as_long(table, rows, candidates.partner, candidates.score)
    state: Column = candidates.state if len(candidates.state) else np.zeros(rows, dtype=np.int8)
    keep: Column = candidates.keep if len(candidates.keep) else np.zeros(rows, dtype=np.int32)
    must_be_as_long(table, rows, state, keep)
    if candidates.by_row:
        village = whole(table, "village", candidates.village, 0, len(villages) - 1, dtype=np.int32)
        partner = whole(table, "partner", candidates.partner, 0, len(partners) - 1, dtype=np.int32)
    else:
        village = looked_up("village", candidates.village, villages)
        partner = looked_up("partner", candidates.partner, partners)
    return (
        village,
        partner,
        whole(table, "score", candidates.score, 0, UNIT, dtype=np.int32),
        whole(table, "state", state, 0, 2, dtype=np.int8),
        whole(table, "keep", keep, 0, LARGEST_KEEP, dtype=np.int32),
    )


def fingerprint(value: object) -> str:
    """SHA-256 over canonical JSON, hexadecimal."""
    return hashlib.sha256(_json(value)).hexdigest()


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def _order(ids: Sequence[Any]) -> Ints:
    """The rows by id, without sorting where they stand so already."""
    if all(one < other for one, other in itertools.pairwise(ids)):
        return np.arange(len(ids))
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)


def _inverse(order: Ints) -> Ints:
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place
