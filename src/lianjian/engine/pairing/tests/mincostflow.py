"""The same problem by a third hand: OR-Tools' min-cost flow (cost scaling, push and relabel)."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from lianjian.engine.pairing import Ints, Problem, State


def best_by_flow(problem: Problem) -> int:
    """The value of the best plan in micro-units, bonus and all."""
    flow = drawn(problem, problem.bonus)
    return value_of(problem, flow, flow.solve(), problem.bonus)


def value_of(
    problem: Problem, flow: min_cost_flow.SimpleMinCostFlow, status: int, bonus: int
) -> int:
    """What a solved flow is worth, with what is locked."""
    assert status == flow.OPTIMAL, status
    locked = problem.locked()
    held = np.bincount(problem.village[locked], minlength=len(problem.village_id))
    served = int((problem.must_serve & (held > 0)).sum())
    return int(-flow.optimal_cost() + problem.worth[locked].sum() + bonus * served)


def drawn(problem: Problem, bonus: int) -> min_cost_flow.SimpleMinCostFlow:
    """The problem as a network, ready to be solved."""
    free, locked = np.flatnonzero(problem.state == State.FREE), problem.locked()
    v, p, kinds = len(problem.village_id), len(problem.partner_id), max(1, len(problem.kinds))
    held = np.bincount(problem.village[locked], minlength=v)
    room = problem.village_capacity - held
    slots = problem.partner_capacity - np.bincount(problem.partner[locked], minlength=p)
    key = problem.village * np.int64(kinds) + problem.kind[problem.partner]
    nodes, node = np.unique(key[free], return_inverse=True)
    taken = np.bincount(np.searchsorted(nodes, key[locked][np.isin(key[locked], nodes)]),
                        minlength=len(nodes))  # fmt: skip
    left = problem.kind_cap[nodes % kinds] - taken
    owed = problem.must_serve & (held == 0) & (room > 0)
    source, sink = 0, 1
    partners, places, villages = 2, 2 + p, 2 + p + len(nodes)
    flow = min_cost_flow.SimpleMinCostFlow()

    def arcs(tail: Ints, head: Ints, capacity: Ints, cost: Ints) -> None:
        flow.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)

    each, every = np.arange(p), np.arange(v)
    arcs(np.full(p, source), partners + each, slots, np.zeros(p, dtype=np.int64))
    arcs(partners + problem.partner[free], places + node, np.ones(len(free), dtype=np.int64),
         -problem.worth[free].astype(np.int64))  # fmt: skip
    arcs(places + np.arange(len(nodes)), villages + nodes // kinds,
         np.minimum(left, room[nodes // kinds]), np.zeros(len(nodes), dtype=np.int64))  # fmt: skip
    arcs(villages + every, np.full(v, sink), np.maximum(0, room - owed), np.zeros(v, np.int64))
    arcs(villages + every[owed], np.full(owed.sum(), sink), np.ones(owed.sum(), dtype=np.int64),
         np.full(owed.sum(), -bonus))  # fmt: skip
    most = int(np.maximum(0, room).sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, most, 0)
    flow.set_node_supply(source, most)
    flow.set_node_supply(sink, -most)
    return flow
