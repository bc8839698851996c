"""Villages that must be served and are not: of which of them is it proven that no plan can?

A village could be served if a chain of moves leads from it to an end: it takes a partner, whose
holder takes another, and so on to a partner with a slot left, or to a village that can do without.
Where no chain has an end, all that the chains go by is the proof (Hall 1935): villages D that must
be served, all of whose candidates lie in N, with too few slots. A plan that was stopped may leave
both kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .problem import Problem
from .tables import Bools, Ints, State


@dataclass(frozen=True)
class Hall:
    """Villages (rows) that between them have only these partners (rows): too few slots for all."""

    villages: tuple[int, ...]
    partners: tuple[int, ...]


@dataclass(frozen=True)
class _Links:
    """From each of so many things to others: ``to[begin[k] : begin[k + 1]]``."""

    begin: Ints
    to: Ints

    @staticmethod
    def of(origin: Ints, to: Ints, size: int) -> _Links:
        begin = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(np.bincount(origin, minlength=size), out=begin[1:])
        return _Links(begin, to[np.argsort(origin, kind="stable")])

    def beyond(self, some: Ints) -> Ints:
        """All that these lead to, each once."""
        found: Ints = np.unique(self.to[_spans(self.begin[some], self.begin[some + 1])])
        return found


def proofs(problem: Problem, pairs: Ints, unserved: Ints) -> tuple[tuple[Hall, ...], int]:
    """A proof for each connected piece, and how many of the villages (rows) have none."""
    if not len(unserved):
        return (), 0
    ends = _ends(problem, pairs)
    rows = _gone_by(problem, pairs, unserved, ends)
    could = _could_move(problem, pairs, rows, ends)
    proven = unserved[~could[unserved]]
    return _pieces(problem, rows[~could[problem.village[rows]]], proven), int(could[unserved].sum())


def _free(problem: Problem, pairs: Ints) -> Ints:
    """The pairs that are not locked."""
    free: Ints = pairs[problem.state[pairs] == State.FREE]
    return free


def _ends(problem: Problem, pairs: Ints) -> Bools:
    """(partners,) where a chain of moves could end: a slot is left, or is held by a village that
    need not be served or has another partner, too."""
    free, locked = _free(problem, pairs), problem.locked()
    partners = len(problem.partner_id)
    slots = problem.partner_capacity - np.bincount(problem.partner[locked], minlength=partners)
    has = np.bincount(problem.village[pairs], minlength=len(problem.village_id))
    holder = problem.village[free]
    spared = ~problem.must_serve[holder] | (has[holder] > 1)
    left = np.bincount(problem.partner[free], minlength=partners) < slots
    return np.asarray(left | (np.bincount(problem.partner[free[spared]], minlength=partners) > 0))


def _gone_by(problem: Problem, pairs: Ints, unserved: Ints, ends: Bools) -> Ints:
    """The candidates of all villages that chains from the unserved ones lead to."""
    free, order = _free(problem, pairs), problem.village_grouped()
    holders = _Links.of(problem.partner[free], problem.village[free], len(problem.partner_id))
    met = np.zeros(len(problem.village_id), dtype=np.bool_)
    known = ends.copy()
    fresh, found = unserved, [np.empty(0, dtype=np.int64)]
    while len(fresh):
        met[fresh] = True
        rows = _wanted(problem, order, fresh)
        found.append(rows)
        partners = np.unique(problem.partner[rows])
        partners = partners[~known[partners]]
        known[partners] = True
        villages = holders.beyond(partners)
        fresh = villages[~met[villages]]
    return np.concatenate(found)


def _wanted(problem: Problem, order: Ints | None, villages: Ints) -> Ints:
    """The candidates that could serve these villages (rows), if there were room for them."""
    # Of the table's own type: else numpy would convert the whole table to the other's.
    asked = villages[problem.village_capacity[villages] > 0].astype(problem.village.dtype)
    low, high = (
        np.searchsorted(problem.village, asked, side, sorter=order) for side in ("left", "right")
    )
    rows = _spans(low, high)
    rows = rows if order is None else order[rows]
    kind = problem.kind[problem.partner[rows]]
    could: Ints = rows[(problem.state[rows] == State.FREE) & (problem.kind_cap[kind] > 0)]
    return could


def _could_move(problem: Problem, pairs: Ints, rows: Ints, ends: Bools) -> Bools:
    """(villages,) those from which a chain has an end; found from the ends back."""
    free = _free(problem, pairs)
    holds = np.full(len(problem.village_id), -1, dtype=np.int64)
    holds[problem.village[free]] = problem.partner[free]
    wanting = _Links.of(problem.partner[rows], problem.village[rows], len(problem.partner_id))
    could = np.zeros(len(problem.village_id), dtype=np.bool_)
    known, fresh = ends.copy(), np.flatnonzero(ends)
    while len(fresh):
        villages = wanting.beyond(fresh)
        villages = villages[~could[villages]]
        could[villages] = True
        partners = holds[villages]
        partners = np.unique(partners[partners >= 0])
        fresh = partners[~known[partners]]
        known[fresh] = True
    return could


def _pieces(problem: Problem, rows: Ints, proven: Ints) -> tuple[Hall, ...]:
    """Villages and partners that these candidates connect; each piece has one of ``proven``."""
    village, partner = problem.village[rows], problem.partner[rows]
    wants = _Links.of(village, partner, len(problem.village_id))
    wanted = _Links.of(partner, village, len(problem.partner_id))
    done = np.zeros(len(problem.village_id), dtype=np.bool_)
    met = np.zeros(len(problem.partner_id), dtype=np.bool_)
    found = []
    for start in proven.tolist():
        if done[start]:
            continue
        fresh = np.array([start])
        villages, partners = [fresh], [np.empty(0, dtype=np.int64)]
        while len(fresh):
            done[fresh] = True
            new = wants.beyond(fresh)
            new = new[~met[new]]
            met[new] = True
            fresh = wanted.beyond(new)
            fresh = fresh[~done[fresh]]
            villages.append(fresh)
            partners.append(new)
        found.append(Hall(_sorted(villages), _sorted(partners)))
    return tuple(found)


def _sorted(parts: list[Ints]) -> tuple[int, ...]:
    return tuple(np.sort(np.concatenate(parts)).tolist())


def _spans(low: Ints, high: Ints) -> Ints:
    """``low[0], low[0] + 1, … high[0] − 1, low[1], …``"""
    length = high - low
    found: Ints = np.arange(length.sum()) + np.repeat(low - (np.cumsum(length) - length), length)
    return found
