"""One round solved in a process of its own, so that its peak of memory is its own; prints JSON."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.pairing.instances import CONTENTIONS, SIZES, Contention, instance
from lianjian.engine import pairing as engine
from lianjian.engine.pairing import solver
from lianjian.engine.pairing.changes import WhatIf
from lianjian.engine.pairing.market import lay_out

MILLION = 1_000_000
PROVEN_UP_TO = 3 * MILLION
"""Candidates up to which the proof is reckoned here; it costs more than the plan."""


def seconds(work: Callable[[], Any], turns: int) -> float:
    """The median of so many turns."""
    found = []
    for _ in range(turns):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def streamed(problem: engine.Problem) -> float:
    """The physical limit: seconds to read scores and partners of all candidates once."""
    return seconds(lambda: (int(problem.score.max()), int(problem.partner.max())), 3)


def ours(problem: engine.Problem, turns: int) -> dict[str, Any]:
    """Seconds to the exact plan, to its lowest prices, and to the proof; what was found."""
    settled = solver.settle(problem)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    layout = seconds(lambda: lay_out(problem), turns)
    exact = seconds(lambda: solver.settle(problem), turns)
    began = time.perf_counter()
    solver.make_lowest(settled)
    lowest = time.perf_counter() - began
    plan = solver.plan_of(problem, settled)
    found: dict[str, Any] = {
        "layout": layout,
        "exact": exact,
        "lowest": lowest,
        "pairs": len(plan.pairs),
        "peak": before / 1e6,
        "value": None,
    }
    if len(problem) <= PROVEN_UP_TO:
        began = time.perf_counter()
        certificate = engine.certify(problem, plan)
        found |= {
            "prove": time.perf_counter() - began,
            "gap": certificate.gap,
            "value": certificate.value,
            "unserved": certificate.must_unservable,
        }
    return found


def talked(problem: engine.Problem, turns: int = 400) -> dict[str, Any]:
    """Seconds (median, 95 of 100) of one change, and of one exact "why not?", and the moves that
    the answer names, in a settled market; changes of all kinds, each kept, so that the plan wanders
    as in a long afternoon."""
    rng = np.random.default_rng(11)
    talk = WhatIf(solver.settle(problem))
    market, holding = talk.settled.layout.market, talk.settled.holding
    offers, partners = len(market.worth), len(market.slots) - 1
    talk.cost_of(0)
    took: dict[str, list[float]] = {"change": [], "why not": [], "moves": []}

    def suggest() -> None:
        r = int(rng.integers(offers))
        talk.worth(r, min(engine.UNIT, int(market.worth[r]) + 50_000))

    def refuse() -> None:
        held = np.flatnonzero(holding.held)
        talk.refuse(int(held[rng.integers(len(held))]))

    def slot() -> None:
        j = int(rng.integers(partners))
        talk.slots(j, -1 if market.slots[j] and rng.random() < 0.5 else 1)

    kinds = (suggest, refuse, slot)
    for turn in range(turns):
        change = kinds[turn % len(kinds)]
        began = time.perf_counter()
        change()
        took["change"].append(time.perf_counter() - began)
        r = int(rng.integers(offers))
        began = time.perf_counter()
        cost = talk.cost_of(r)
        took["why not"].append(time.perf_counter() - began)
        took["moves"] += [len(cost.swaps)] if cost and cost.swaps else []
    return {
        name: [float(np.percentile(times, 50)), float(np.percentile(times, 95))]
        for name, times in took.items()
    }


def or_tools(problem: engine.Problem, bonus: int) -> dict[str, Any]:
    """Seconds of ``solve`` alone in OR-Tools' min-cost flow, and its value."""
    from lianjian.engine.pairing.tests.mincostflow import drawn, value_of

    flow = drawn(problem, bonus)
    began = time.perf_counter()
    status = flow.solve()
    took = time.perf_counter() - began
    return {"seconds": took, "value": value_of(problem, flow, status, bonus)}


def main(arguments: list[str]) -> None:
    """``SIZE CONTENTION [SLOTS] [--peer NAME]``."""
    size, name, slots, peer = arguments
    contention = CONTENTIONS[name] if slots == "-" else Contention(float(slots))
    problem = instance(SIZES[size], contention)
    found: dict[str, Any] = {"candidates": len(problem), "stream": streamed(problem)}
    ten = 10 * problem.unit
    if peer == "ours":
        engine.solve(instance(SIZES["county"], contention))
        found |= ours(problem, 1 if len(problem) > 5 * MILLION else 5)
    elif peer == "changes":
        talked(instance(SIZES["county"], contention), 12)
        found |= talked(problem)
        found["exact"] = seconds(lambda: solver.settle(problem), 3)
    elif peer == "or-tools":
        found |= or_tools(problem, ten)
    elif peer == "or-tools-true":
        found |= or_tools(problem, problem.bonus)
    elif peer == "highs":
        from lianjian.engine.pairing.tests import flow, network

        drawn = network.Network(problem)
        found["seconds"] = seconds(lambda: flow.first_plan(drawn), 1)
    print(json.dumps(found, default=lambda value: np.asarray(value).tolist()))


if __name__ == "__main__":
    main(sys.argv[1:])
