"""The problem laid out for the kernels: villages in the order of their ids, each one's offers
together, the best of each kind first, partners numbered as the villages meet them.

What is locked is taken out beforehand, with its room, its slot and its place among its kind.
The order follows ids alone, so the order of the given rows changes neither plan nor prices.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled, inlined
from .problem import Problem
from .tables import Bools, Ints

Int32s = NDArray[np.int32]

WORTH_BITS = 30
"""A candidate is worth less than 2^30 micro-units; the door sees to it."""

ROW_BITS = 31
ROW = 2**ROW_BITS - 1
"""Low bits of a key: an offer's row in the problem."""

_FEW = 64
"""So many offers of one kind are sorted by counting; more, by numpy."""


class Market(NamedTuple):
    """Villages ``i``, nodes ``n`` (a village's places of one kind), offers ``r``, partners ``j``.

    - ``room`` (villages,): how many partners each may still take; ``owed`` (villages,): its first
      partner earns ``bonus[0]`` micro-units;
    - ``first`` (villages + 1,): its nodes; ``cap`` (nodes,): at most so many, room
      apart; ``village`` (nodes,);
    - ``start`` (nodes + 1,): a node's offers; ``worth`` (offers,), descending within a node;
      ``partner`` and ``node`` (offers,);
    - ``slots`` (partners + 1,): how many villages each may still take. The last partner is nobody:
      it has no slot, and to it belongs what is taken out of the market later.
    """

    room: Int32s
    owed: Bools
    bonus: Ints
    first: Int32s
    cap: Int32s
    village: Int32s
    start: Int32s
    worth: Int32s
    partner: Int32s
    node: Int32s
    slots: Int32s


class Layout(NamedTuple):
    """A market and whence it came: the problem's row of each village, offer and partner."""

    market: Market
    village: Ints
    row: Int32s
    partner: Int32s


def lay_out(problem: Problem) -> Layout:
    """The free candidates of villages with room, ready for the kernels."""
    locked = problem.locked()
    held = np.bincount(problem.village[locked], minlength=len(problem.village_id))
    given = np.bincount(problem.partner[locked], minlength=len(problem.partner_id))
    room = (problem.village_capacity - held).astype(np.int32)
    slots = (problem.partner_capacity - given).astype(np.int32)
    order, rank = problem.village_order, problem.partner_rank
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    usable = room > 0
    begin, in_order = _begun(problem.village, problem.state, place, usable)
    if in_order:
        row = np.arange(begin[-1], dtype=np.int32)
    else:
        row = _bucketed(problem.village, problem.state, place, usable, begin)
    kind = problem.kind.astype(np.int32)
    offers, nodes, met = _laid(
        begin, row, problem.partner, problem.score, problem.keep, kind, rank, len(problem.kinds)
    )
    worth, partner, node = offers
    first, start, village, of_kind = nodes
    cap = _left(problem, locked, order[village], of_kind)
    market = Market(
        room=room[order],
        owed=(problem.must_serve & (held == 0) & usable)[order],
        bonus=np.array([problem.bonus], dtype=np.int64),
        first=first,
        cap=cap.astype(np.int32),
        village=village,
        start=start,
        worth=worth,
        partner=partner,
        node=node,
        slots=np.append(slots[met], np.int32(0)),
    )
    return Layout(market, order, row, met)


def _left(problem: Problem, locked: Ints, village: Ints, kind: Int32s) -> Ints:
    """(nodes,): how many more of a kind a village may take beside those that are locked."""
    kinds = max(1, len(problem.kinds))
    taken, count = np.unique(
        problem.village[locked].astype(np.int64) * kinds + problem.kind[problem.partner[locked]],
        return_counts=True,
    )
    left = problem.kind_cap[kind]
    key = village.astype(np.int64) * kinds + kind
    if len(taken):
        at = np.minimum(np.searchsorted(taken, key), len(taken) - 1)
        left = left - np.where(taken[at] == key, count[at], 0)
    return left


@compiled
def _begun(village: Ints, state: Ints, place: Int32s, usable: Bools) -> tuple[Int32s, bool]:
    """(villages + 1,): where the offers of each begin; and whether all rows are offers, and stand
    village by village already."""
    begin = np.zeros(len(place) + 1, dtype=np.int32)
    in_order, last = True, 0
    for row in range(len(village)):
        if state[row] == 0 and usable[village[row]]:
            at = place[village[row]]
            begin[at + 1] += 1
            in_order = in_order and at >= last
            last = at
        else:
            in_order = False
    for i in range(len(place)):
        begin[i + 1] += begin[i]
    return begin, in_order


@compiled
def _bucketed(
    village: Ints,
    state: Ints,
    place: Int32s,
    usable: Bools,
    begin: Int32s,
) -> Int32s:
    """(offers,): the problem's rows, village by village."""
    found = np.empty(begin[-1], dtype=np.int32)
    at = begin[:-1].copy()
    for row in range(len(village)):
        if state[row] == 0 and usable[village[row]]:
            i = place[village[row]]
            found[at[i]] = row
            at[i] += 1
    return found


@compiled
def _laid(
    begin: Int32s,
    row: Int32s,
    partner: Ints,
    score: Ints,
    keep: Ints,
    kind: Int32s,
    rank: Int32s,
    kinds: int,
) -> tuple[tuple[Int32s, Int32s, Int32s], tuple[Int32s, Int32s, Int32s, Int32s], Int32s]:
    """Sort each village's rows by kind, worth (the best first) and the partner's rank.

    Gives worth, partner and node of each offer; ``first`` of the villages, and ``start``,
    ``village`` and kind of the nodes; and (partners,) the problem's row of each partner in the
    order in which the villages meet them: who lies near in space lies near in memory.
    """
    most = np.int64(0)
    for i in range(len(begin) - 1):
        most = max(most, np.int64(begin[i + 1] - begin[i]))
    loose, keys = np.empty(most, dtype=np.int64), np.empty(most, dtype=np.int64)
    kinds_of = np.empty(most, dtype=np.int32)
    worth = np.empty(len(row), dtype=np.int32)
    of, node = np.empty(len(row), dtype=np.int32), np.empty(len(row), dtype=np.int32)
    nodes = min(len(row), (len(begin) - 1) * kinds)
    first = np.zeros(len(begin), dtype=np.int32)
    start, village = np.empty(nodes + 1, dtype=np.int32), np.empty(nodes, dtype=np.int32)
    of_kind = np.empty(nodes, dtype=np.int32)
    name, met = np.full(len(rank), -1, dtype=np.int32), np.empty(len(rank), dtype=np.int32)
    end = np.empty(kinds + 1, dtype=np.int64)
    known, made = 0, 0
    for i in range(len(begin) - 1):
        low, high = begin[i], begin[i + 1]
        _by_kind(row[low:high], partner, score, keep, kind, end, loose, kinds_of)
        place = 0
        for t in range(kinds):
            if end[t] == place:
                continue
            _sort(loose[place : end[t]], keys[place : end[t]], partner, rank)
            start[made], village[made], of_kind[made] = low + place, i, t
            for n in range(place, end[t]):
                at = keys[n] & ROW
                j = partner[at]
                if name[j] < 0:
                    name[j] = known
                    met[known] = j
                    known += 1
                row[low + n] = at
                worth[low + n] = (1 << WORTH_BITS) - 1 - (keys[n] >> ROW_BITS)
                of[low + n] = name[j]
                node[low + n] = made
            place = end[t]
            made += 1
        first[i + 1] = made
    start[made] = len(row)
    return (
        (worth, of, node),
        (first, start[: made + 1].copy(), village[:made].copy(), of_kind[:made].copy()),
        met[:known].copy(),
    )


@inlined
def _by_kind(
    row: Int32s,
    partner: Ints,
    score: Ints,
    keep: Ints,
    kind: Int32s,
    end: Ints,
    keys: Ints,
    kinds_of: Int32s,
) -> None:
    """One village's rows by their kinds, as keys to sort: what an offer lacks to the highest worth,
    then its row. ``end`` (kinds + 1,) is where each kind's part ends, and the next one's begins."""
    end[:] = 0
    for n in range(len(row)):
        t = kind[partner[row[n]]]
        kinds_of[n] = t
        end[t + 1] += 1
    for t in range(len(end) - 1):
        end[t + 1] += end[t]
    for n in range(len(row)):
        at, t = row[n], kinds_of[n]
        value = np.int64(score[at]) + np.int64(keep[at])
        keys[end[t]] = (((1 << WORTH_BITS) - 1 - value) << ROW_BITS) | at
        end[t] += 1


@inlined
def _sort(loose: Ints, keys: Ints, partner: Ints, rank: Ints) -> None:
    """Into ``keys``, the best first; of equals the partner that ranks first. Each key is there
    once, so that a few find their places by counting: no step depends on the one before it."""
    if len(keys) > _FEW:
        keys[:] = loose
        keys.sort()
    else:
        for n in range(len(keys)):
            key, place = loose[n], np.int64(0)
            for m in range(len(keys)):
                place += loose[m] < key
            keys[place] = key
    for n in range(1, len(keys)):
        key, m = keys[n], n
        while (
            m > 0
            and (keys[m - 1] ^ key) <= ROW
            and _ranks(keys[m - 1], partner, rank) > _ranks(key, partner, rank)
        ):
            keys[m] = keys[m - 1]
            m -= 1
        keys[m] = key


@inlined
def _ranks(key: int, partner: Ints, rank: Ints) -> int:
    return int(rank[partner[key & ROW]])
