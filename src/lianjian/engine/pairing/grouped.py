"""Plans under nested caps: from the plan without them, what they touch is put right.

    0 → caps of villages, the outer first → village → its places of one kind
      → partner → caps of partners, the inner first → 0

A unit that goes round is a pair. The plan without caps and its prices fit everywhere but at the
caps themselves: a cap that holds too many is a node with too much, one that holds less than its
least a node with too little (circulation.py). A missing unit of a least weighs as much as a village
unserved, so both come first, together.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from .caps import Family
from .circulation import Circulation, balance, circulation, comply, lowest_potentials
from .plan import Plan
from .problem import Problem
from .progress import Step, Watch, nobody
from .search import new_search
from .solver import Settled, plan_of, settle
from .tables import Ints

UNITS = 5_000
"""So many units sent make a slice, between which a watch may stop it."""


class Arcs(NamedTuple):
    """Arcs of one sort: tails, heads, how many at most, at which cost, how many they carry."""

    tail: Ints
    head: Ints
    most: Ints
    cost: Ints
    flow: Ints


@dataclass(frozen=True)
class Numbers:
    """Which node is what: partners, places of kinds, villages, caps of villages, of partners."""

    partner: Ints
    place: Ints
    village: Ints
    outer: tuple[Ints, Ints]

    @staticmethod
    def of(settled: Settled, families: tuple[Family, Family]) -> Numbers:
        market = settled.layout.market
        sizes = [len(market.slots), len(market.cap), len(market.room)]
        sizes += [len(family.cap) for family in families]
        ends = 1 + np.cumsum([0, *sizes])
        partner, place, village, one, other = (
            np.arange(low, high) for low, high in itertools.pairwise(ends)
        )
        return Numbers(partner, place, village, (one, other))

    @property
    def nodes(self) -> int:
        return 1 + sum(map(len, (self.partner, self.place, self.village, *self.outer)))

    def around(self, side: int, caps: Ints) -> Ints:
        """The nodes of caps of a side (0 villages, 1 partners); node 0 for −1."""
        return np.where(caps >= 0, np.append(self.outer[side], 0)[caps], 0)


@dataclass(frozen=True)
class Grouped:
    """A problem with nested caps as a circulation, begun from the answer without them."""

    problem: Problem
    families: tuple[Family, Family]
    settled: Settled
    numbers: Numbers
    network: Circulation

    @staticmethod
    def of(problem: Problem, families: tuple[Family, Family], settled: Settled) -> Grouped:
        numbers = Numbers.of(settled, families)
        sorts = _arcs(problem, settled, families, numbers)
        return Grouped(problem, families, settled, numbers, _drawn(settled, numbers, sorts))

    def put_right(self, watch: Watch = nobody) -> bool:
        """Keep every cap, at the least cost, and lower all prices; False where it was stopped."""
        comply(self.network)
        nodes = self.numbers.nodes
        search, node = new_search(nodes), 0
        while node < nodes:
            if watch(Step("groups", node, nodes)):
                return False
            node = balance(self.network, search, node, UNITS)
        lowest_potentials(self.network, search)
        return True

    def dearer(self) -> None:
        """Let the bonus be worth one micro-unit more."""
        self.network.cost[self.network.cost <= -self.problem.bonus] -= 1

    def plan(self) -> Plan:
        """What the circulation carries, as pairs, with the prices of partners and caps."""
        problem, layout, network = self.problem, self.settled.layout, self.network
        held = np.flatnonzero(network.flow[: len(layout.row)])
        pairs = np.sort(np.concatenate([problem.locked(), layout.row[held].astype(np.int64)]))
        prices = np.zeros(len(problem.partner_id), dtype=np.int64)
        around = self.numbers.around(1, self.families[1].inner[layout.partner])
        own = network.potential[around] - network.potential[self.numbers.partner[:-1]]
        prices[layout.partner] = np.maximum(0, own)
        return Plan(pairs, prices, self._cap_prices())

    def _cap_prices(self) -> Ints:
        """What a unit is worth rises on its way in to a village, and falls on to a partner."""
        found, (least, _most) = np.zeros(len(self.problem.caps), dtype=np.int64), left(self.problem)
        for side, family in enumerate(self.families):
            at = list(family.cap)
            inner = self.network.potential[self.numbers.outer[side]]
            outer = self.network.potential[self.numbers.around(side, family.outer)]
            price = inner - outer if side == 0 else outer - inner
            found[at] = np.maximum(price, np.where(least[at] > 0, -self.problem.bonus, 0))
        return found


def solve_grouped(
    problem: Problem,
    families: tuple[Family, Family],
    start: Plan | None,
    watch: Watch,
    gap: float | Fraction,
) -> tuple[Plan, bool]:
    """An optimal plan under nested caps with its lowest prices, and True; or, where it was stopped,
    one that may exceed its caps, with False."""
    settled = settle(problem, start=start, watch=watch, gap=gap)
    if not settled.exact:
        plain = plan_of(problem, settled)
        return Plan(plain.pairs, plain.prices, np.zeros(len(problem.caps), dtype=np.int64)), False
    grouped = Grouped.of(problem, families, settled)
    ended = grouped.put_right(watch)
    return grouped.plan(), ended


def _drawn(settled: Settled, numbers: Numbers, sorts: list[Arcs]) -> Circulation:
    duals = settled.duals
    potential = np.zeros(numbers.nodes, dtype=np.int64)
    potential[numbers.partner] = -duals.price
    potential[numbers.place] = duals.bar
    potential[numbers.village] = duals.gate
    tail, head, most, cost, flow = (np.concatenate(column) for column in zip(*sorts, strict=True))
    return circulation(
        tail.astype(np.int32),
        head.astype(np.int32),
        most.astype(np.int32),
        cost.astype(np.int64),
        flow.astype(np.int32),
        potential,
    )


def _arcs(
    problem: Problem, settled: Settled, families: tuple[Family, Family], numbers: Numbers
) -> list[Arcs]:
    """Offers first, so that what they carry is read off the front."""
    market, holding, layout = settled.layout.market, settled.holding, settled.layout
    villages = numbers.around(0, families[0].inner[layout.village])
    partners = np.append(numbers.around(1, families[1].inner[layout.partner]), 0)
    owed, has = market.owed.astype(np.int64), holding.has
    first = np.minimum(owed, has)
    offers, places = len(market.worth), len(market.cap)
    room = market.room[market.village]
    return [
        Arcs(
            numbers.place[market.node],
            numbers.partner[market.partner],
            np.ones(offers, dtype=np.int64),
            -market.worth.astype(np.int64),
            holding.held.astype(np.int32),
        ),
        Arcs(
            numbers.village[market.village],
            numbers.place,
            np.minimum(market.cap, room),
            np.zeros(places, dtype=np.int64),
            holding.taken,
        ),
        Arcs(villages, numbers.village, owed, -owed * problem.bonus, first),
        Arcs(villages, numbers.village, market.room - owed, 0 * owed, has - first),
        Arcs(numbers.partner, partners, market.slots, 0 * partners, holding.filled),
        *_of_caps(problem, settled, families, numbers),
    ]


def left(problem: Problem) -> tuple[Ints, Ints]:
    """(caps,) twice: least and most of each, less the pairs that are locked."""
    locked = problem.counted(problem.locked())
    least = np.array([cap.least for cap in problem.caps], dtype=np.int64)
    most = np.array([cap.most for cap in problem.caps], dtype=np.int64)
    return np.maximum(0, least - locked), most - locked


def _of_caps(
    problem: Problem, settled: Settled, families: tuple[Family, Family], numbers: Numbers
) -> list[Arcs]:
    """Two arcs a cap: its least, which earns the bonus, and the rest."""
    held = problem.counted(settled.layout.row[np.flatnonzero(settled.holding.held)])
    everything = int(settled.layout.market.room.sum() + settled.layout.market.slots.sum()) + 1
    found = []
    for side, family in enumerate(families):
        at = list(family.cap)
        least, most = (column[at] for column in left(problem))
        # One place more than can be filled: who has no limit is never full, and has no price.
        most = np.minimum(most, everything)
        least = np.minimum(least, most)
        inner, outer = numbers.outer[side], numbers.around(side, family.outer)
        tail, head = (outer, inner) if side == 0 else (inner, outer)
        first = np.minimum(held[at], least)
        rest = np.minimum(held[at] - first, most - least)
        found.append(Arcs(tail, head, least, np.full(len(at), -problem.bonus), first))
        found.append(Arcs(tail, head, most - least, np.zeros(len(at), dtype=np.int64), rest))
    return found
