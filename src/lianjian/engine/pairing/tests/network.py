"""A plan as a flow, and shortest paths in what is left of it, all in integers.

The constraints are laminar, so a plan is a circulation

    source → partner (span) → a village's places of one kind (cap) → village → sink → source

where the first unit out of a village that must be served earns the bonus. A plan is optimal
exactly when its residual network has no cycle of negative cost; the distances to the source are
then the dual prices, and the lowest ones there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lianjian.engine.pairing.problem import Problem
from lianjian.engine.pairing.tables import Bools, Ints, State

FAR = np.int64(2**62)


class NegativeCycle(Exception):  # noqa: N818 - what was found, not a fault
    """A way to better the plan: the residual steps of a cycle, each (arc, +1 or −1)."""

    def __init__(self, steps: list[tuple[int, int]]) -> None:
        super().__init__(f"{len(steps)} steps")
        self.steps = steps


@dataclass(frozen=True)
class Shortest:
    """``distance`` (nodes,) to one node, FAR where there is no way; ``step`` (nodes,) the way on.

    ``step[u]`` is ``2·arc`` for an arc taken forward, ``2·arc + 1`` backward, −1 at the end.
    """

    distance: Ints
    step: Ints


class Network:
    """The flow network of a problem, locked pairs taken out of it, carrying a plan.

    Nodes: source 0, sink 1, then partners, village-kind nodes, villages. ``rows`` (free arcs,)
    are the candidate rows in canonical order, so that the rows' order cannot change the plan.
    """

    SOURCE, SINK = 0, 1

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.locked = problem.locked()
        v, p = len(problem.village_id), len(problem.partner_id)
        self.slots = problem.partner_capacity - np.bincount(
            problem.partner[self.locked], minlength=p
        )
        held = np.bincount(problem.village[self.locked], minlength=v)
        self.room: Ints = problem.village_capacity - held
        self.owed: Bools = problem.must_serve & (held == 0) & (self.room > 0)
        self._number_candidates()
        self._draw_arcs()

    def _number_candidates(self) -> None:
        """Free candidates whose village has room, by village and partner id; their kind nodes."""
        problem, kinds = self.problem, max(1, len(self.problem.kinds))
        usable = (problem.state == State.FREE) & (self.room[problem.village] > 0)
        rows = np.flatnonzero(usable)
        by_village, by_partner = _ranks(problem.village_id), _ranks(problem.partner_id)
        order = np.lexsort((by_partner[problem.partner[rows]], by_village[problem.village[rows]]))
        rows = rows[order]
        key = problem.village * kinds + problem.kind[problem.partner]
        nodes, first = np.unique(key[rows], return_index=True)
        left = np.minimum(problem.kind_cap[nodes % kinds], problem.village_capacity[nodes // kinds])
        locked, count = np.unique(key[self.locked], return_counts=True)
        taken = dict(zip(locked.tolist(), count.tolist(), strict=True))
        left = left - np.array([taken.get(node, 0) for node in nodes.tolist()], dtype=np.int64)
        # In the order in which the canonical rows meet them, not in the order of given rows.
        canonical = np.argsort(first, kind="stable")
        place = np.empty(len(nodes), dtype=np.int64)
        place[canonical] = np.arange(len(nodes))
        self.rows = rows
        self.kind_node = place[np.searchsorted(nodes, key[rows])]
        self.kind_village = (nodes // kinds)[canonical]
        self.kind_left = left[canonical]

    def _draw_arcs(self) -> None:
        problem = self.problem
        v, p, k = len(problem.village_id), len(problem.partner_id), len(self.kind_village)
        partners, kinds = 2 + np.arange(p), 2 + p + np.arange(k)
        villages = 2 + p + k + np.arange(v)
        owed = np.flatnonzero(self.owed)
        rest = self.room - self.owed
        many = np.int64(self.room.sum() + 1)
        m = len(self.rows)
        parts: list[tuple[Ints, Ints, Ints, Ints]] = [
            (_full(p, self.SOURCE), partners, self.slots, _full(p, 0)),
            (
                partners[problem.partner[self.rows]],
                kinds[self.kind_node],
                _full(m, 1),
                -problem.worth[self.rows],
            ),
            (kinds, villages[self.kind_village], self.kind_left, _full(k, 0)),
            (
                villages[owed],
                _full(len(owed), self.SINK),
                _full(len(owed), 1),
                _full(len(owed), -problem.bonus),
            ),
            (villages, _full(v, self.SINK), rest, _full(v, 0)),
            (_full(1, self.SINK), _full(1, self.SOURCE), _full(1, int(many)), _full(1, 0)),
        ]
        self.tail, self.head, self.capacity, self.cost = (
            np.concatenate([part[n] for part in parts]) for n in range(4)
        )
        self.nodes = 2 + p + k + v
        self.first_candidate, self.partners, self.villages = p, partners, villages
        self.kinds = kinds
        self.owed_arc = dict(
            zip(owed.tolist(), (p + m + k + np.arange(len(owed))).tolist(), strict=True)
        )
        self.first_rest = p + m + k + len(owed)
        self.flow: Ints = np.zeros(len(self.tail), dtype=np.int64)

    # -- plans --
    def carry(self, rows: Iterable[int]) -> None:
        """Lay a plan into the network; pairs for which there is no room are left out."""
        self.flow[:] = 0
        place = np.full(len(self.problem), -1, dtype=np.int64)
        place[self.rows] = np.arange(len(self.rows))
        given = np.fromiter(rows, dtype=np.int64)
        given = given[place[given] >= 0]
        # The best first: where a plan does not fit, the least is left out.
        for n in place[given[np.lexsort((place[given], -self.problem.worth[given]))]].tolist():
            self._take(self.first_candidate + n)

    def _take(self, arc: int) -> None:
        n = arc - self.first_candidate
        village = int(self.kind_village[self.kind_node[n]])
        way = [
            int(self.problem.partner[self.rows[n]]),
            arc,
            self.first_candidate + len(self.rows) + int(self.kind_node[n]),
            self._way_out(village),
            len(self.tail) - 1,
        ]
        if all(self.flow[step] < self.capacity[step] for step in way):
            self.flow[way] += 1

    def _way_out(self, village: int) -> int:
        owed = self.owed_arc.get(village)
        return owed if owed is not None and not self.flow[owed] else self.first_rest + village

    def plan(self) -> Ints:
        """The candidate rows of the plan that the network carries, locked ones included, sorted."""
        first = self.first_candidate
        free = self.rows[self.flow[first : first + len(self.rows)] > 0]
        return np.sort(np.concatenate([self.locked, free])).astype(np.int64)

    def push(self, steps: Iterable[tuple[int, int]]) -> None:
        """One unit along residual steps."""
        for arc, way in steps:
            self.flow[arc] += way

    # -- paths --
    def shortest_to(self, goal: int) -> Shortest:
        """The least cost from every node to ``goal`` (Bellman–Ford); raises NegativeCycle."""
        tail, head, cost, name = self._residual()
        starts, at = _groups(tail)
        distance = np.full(self.nodes, FAR, dtype=np.int64)
        distance[goal] = 0
        step = np.full(self.nodes, -1, dtype=np.int64)
        look = 4
        for turn in range(1, 2 * self.nodes + 2):
            offer = np.where(distance[head] < FAR, distance[head] + cost, FAR)
            best = np.minimum.reduceat(offer, starts) if len(starts) else offer
            better = best < distance[at]
            if not better.any():
                return Shortest(distance, step)
            taken = _first_equal(offer, best, starts, better)
            distance[at[better]] = best[better]
            step[at[better]] = name[taken]
            if turn >= look:
                look *= 2
                self._must_have_no_cycle(step)
        raise RuntimeError("Bellman–Ford neither settled nor found a cycle.")

    def _residual(self) -> tuple[Ints, Ints, Ints, Ints]:
        """What may still change: tails (sorted), heads, costs, and 2·arc (+1 when undone)."""
        forward = np.flatnonzero(self.flow < self.capacity)
        backward = np.flatnonzero(self.flow > 0)
        tail = np.concatenate([self.tail[forward], self.head[backward]])
        head = np.concatenate([self.head[forward], self.tail[backward]])
        cost = np.concatenate([self.cost[forward], -self.cost[backward]])
        name = np.concatenate([2 * forward, 2 * backward + 1])
        order = np.argsort(tail, kind="stable")
        return tail[order], head[order], cost[order], name[order]

    def _must_have_no_cycle(self, step: Ints) -> None:
        """A cycle of the ways on is a cycle of negative cost: only a strict gain sets a step."""
        colour = [0] * self.nodes
        for start in range(self.nodes):
            node, walk = start, []
            while colour[node] == 0 and step[node] >= 0:
                colour[node] = start + 1
                walk.append(node)
                node = self._next(node, int(step[node]))
            if walk and colour[node] == start + 1 and step[node] >= 0:
                raise NegativeCycle(self.steps_from(step, node, node))

    def _next(self, node: int, name: int) -> int:
        return int(self.tail[name // 2] if name % 2 else self.head[name // 2])

    def steps_from(self, step: Ints, start: int, goal: int) -> list[tuple[int, int]]:
        """The residual steps from ``start`` to ``goal``; round the cycle if they are one node."""
        steps: list[tuple[int, int]] = []
        node = start
        while not steps or node != goal:
            name = int(step[node])
            steps.append((name // 2, -1 if name % 2 else 1))
            node = self._next(node, name)
        return steps


def _ranks(ids: tuple[object, ...]) -> Ints:
    """The place of each id among them all sorted."""
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[sorted(range(len(ids)), key=lambda row: ids[row])] = np.arange(len(ids))  # type: ignore[arg-type,return-value]
    return ranks


def _full(count: int, value: int) -> Ints:
    return np.full(count, value, dtype=np.int64)


def _groups(tail: Ints) -> tuple[NDArray[np.intp], Ints]:
    """Where each run of equal tails starts, and whose it is."""
    if not len(tail):
        return np.zeros(0, dtype=np.intp), tail
    starts = np.flatnonzero(np.concatenate([[True], tail[1:] != tail[:-1]]))
    return starts, tail[starts]


def _first_equal(offer: Ints, best: Ints, starts: NDArray[np.intp], better: Bools) -> Ints:
    """For each run that got better, the first offer in it that is the best."""
    lengths = np.diff(np.append(starts, len(offer)))
    hits = np.flatnonzero(offer == np.repeat(best, lengths))
    run = np.repeat(np.arange(len(starts)), lengths)[hits]
    firsts = np.zeros(len(starts), dtype=np.int64)
    firsts[run[::-1]] = hits[::-1]
    return firsts[better]
