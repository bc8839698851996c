"""The proof that a plan is optimal, computed apart from the solver and in integers.

For any prices p ≥ 0 no plan is worth more than

    UB(p) = Σ_j c_j p_j + Σ_i max_S ( v_i(S) − Σ_{j∈S} p_j ),

because a plan pays for no slot twice. Where the plan's own value reaches UB(p), it is optimal:
gap 0 is a proof, whoever made the plan and however. A village that must be served and is not
carries a Hall proof: D such villages, all of whose candidates lie in N, with too few slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .plan import Plan
from .problem import Problem, fingerprint
from .tables import Ints, State

VERSION = 2
"""Of the certificate: 2 names a plan by ids, so that the order of rows does not matter."""


@dataclass(frozen=True)
class Hall:
    """Villages (rows) that between them have only these partners (rows): too few slots for all."""

    villages: tuple[int, ...]
    partners: tuple[int, ...]


@dataclass(frozen=True)
class Certificate:
    """What ``verify`` checks. ``value`` and ``bound`` count the bonus; ``score`` does not.

    ``gap`` is ``bound − value`` in micro-units; ``digest`` names the problem and ``plan_digest``
    the plan with its prices and Hall proof, so that a certificate cannot be laid beside another.
    """

    value: int
    bound: int
    gap: int
    score: int
    must_served: int
    must_unservable: int
    hall: tuple[Hall, ...]
    digest: str
    plan_digest: str
    version: int = VERSION

    @property
    def relative_gap(self) -> float:
        """The gap as a share of the score; the bonus must not dilute it."""
        return self.gap / self.score if self.score else float(self.gap > 0)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Certificate:
        """The certificate that ``as_json`` wrote. Raises KeyError, TypeError on anything else."""
        pieces = tuple(
            Hall(tuple(piece["villages"]), tuple(piece["partners"])) for piece in data["hall"]
        )
        return Certificate(**{**data, "hall": pieces})


def certify(problem: Problem, plan: Plan) -> Certificate:
    """The certificate of a plan; for a plan that is not optimal, one with its true gap."""
    score, served = figures(problem, plan)
    value = score + problem.bonus * served
    bound = upper_bound(problem, plan.prices)
    unserved = _unserved(problem, plan.pairs)
    hall = _hall(problem, plan.pairs, unserved)
    return Certificate(
        value=value,
        bound=bound,
        gap=bound - value,
        score=score,
        must_served=served,
        must_unservable=len(unserved),
        hall=hall,
        digest=problem.digest(),
        plan_digest=plan_digest(problem, plan, hall),
    )


def figures(problem: Problem, plan: Plan) -> tuple[int, int]:
    """A plan's score in micro-units, and how many villages it serves that must be."""
    held = _partners_of(problem, plan.pairs)
    return int(problem.worth[plan.pairs].sum()), int((problem.must_serve & (held > 0)).sum())


def plan_digest(problem: Problem, plan: Plan, hall: Sequence[Hall]) -> str:
    """SHA-256 over a plan's pairs, prices and Hall proof by their ids: the same in any order of
    rows. Other prices and other pieces may prove as much; this says which ones were given."""
    village, partner = problem.village[plan.pairs], problem.partner[plan.pairs]
    pairs = sorted(
        [str(problem.village_id[i]), str(problem.partner_id[j])]
        for i, j in zip(village.tolist(), partner.tolist(), strict=True)
    )
    prices = sorted(
        [str(name), price]
        for name, price in zip(problem.partner_id, plan.prices.tolist(), strict=True)
    )
    pieces = sorted(
        [
            sorted(str(problem.village_id[row]) for row in piece.villages),
            sorted(str(problem.partner_id[row]) for row in piece.partners),
        ]
        for piece in hall
    )
    return fingerprint([pairs, prices, pieces])


def upper_bound(problem: Problem, prices: Ints) -> int:
    """UB(p): more than this no plan can be worth. For any whole prices ≥ 0."""
    paid: int = sum(
        c * p for c, p in zip(problem.partner_capacity.tolist(), prices.tolist(), strict=True)
    )
    net = problem.worth - prices[problem.partner]
    return paid + int(sum(_best_choices(problem, net).tolist()))


def _best_choices(problem: Problem, net: Ints) -> Ints:
    """(villages,): max_S ( v_i(S) − p(S) ): what is locked, then the best that still fit, greedily.

    Greedy is right because the sets that fit (so many of a kind, so many in all) are a matroid.
    """
    villages, kinds = len(problem.village_id), max(1, len(problem.kinds))
    village = problem.village
    node = village * kinds + problem.kind[problem.partner]
    locked = problem.locked()
    held = _partners_of(problem, locked)
    total = np.zeros(villages, dtype=np.int64)
    np.add.at(total, village[locked], net[locked])
    # Of each kind the best that its rule still lets in, and of these the best there is room for.
    rows = np.flatnonzero(problem.state == State.FREE)
    rows = rows[np.lexsort((-net[rows], node[rows]))]
    left = problem.kind_cap[node[rows] % kinds] - _counts(node[locked], node[rows])
    rows = rows[_places(node[rows]) < left]
    rows = rows[np.lexsort((-net[rows], village[rows]))]
    place = _places(village[rows])
    fits = place < (problem.village_capacity - held)[village[rows]]
    rows, place = rows[fits], place[fits]
    gain = rows[net[rows] > 0]
    np.add.at(total, village[gain], net[gain])
    # A village that must be served takes its best even at a loss, if the bonus outweighs it.
    total[problem.must_serve & (held > 0)] += problem.bonus
    first = rows[place == 0]
    first = first[problem.must_serve[village[first]] & (held[village[first]] == 0)]
    total[village[first]] += np.maximum(0, problem.bonus + np.minimum(0, net[first]))
    return total


def _places(groups: Ints) -> Ints:
    """The place of each row in its group, from 0; equal groups stand together."""
    starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1])[: len(groups)])
    return np.arange(len(groups)) - np.repeat(starts, np.diff(np.append(starts, len(groups))))


def _counts(some: Ints, asked: Ints) -> Ints:
    """How often each of ``asked`` is among ``some``."""
    ordered = np.sort(some)
    return np.searchsorted(ordered, asked, "right") - np.searchsorted(ordered, asked, "left")


def _partners_of(problem: Problem, pairs: Ints) -> Ints:
    return np.bincount(problem.village[pairs], minlength=len(problem.village_id))


def _unserved(problem: Problem, pairs: Ints) -> list[int]:
    return np.flatnonzero(problem.must_serve & (_partners_of(problem, pairs) == 0)).tolist()


def _hall(problem: Problem, pairs: Ints, unserved: list[int]) -> tuple[Hall, ...]:
    """One proof for each connected piece: unserved → its candidates → their holders → …"""
    if not unserved:
        return ()
    wanted: dict[int, list[int]] = {}
    rows = np.flatnonzero(
        (problem.state == State.FREE)
        & (problem.village_capacity[problem.village] > 0)
        & (problem.kind_cap[problem.kind[problem.partner]] > 0)
    )
    for i, j in zip(problem.village[rows].tolist(), problem.partner[rows].tolist(), strict=True):
        wanted.setdefault(i, []).append(j)
    holders: dict[int, list[int]] = {}
    for row in pairs.tolist():
        if problem.state[row] == State.FREE:
            holders.setdefault(int(problem.partner[row]), []).append(int(problem.village[row]))
    pieces: list[tuple[set[int], set[int]]] = []
    for village in unserved:
        reached = _reach(village, wanted, holders)
        touching = [piece for piece in pieces if piece[0] & reached[0] or piece[1] & reached[1]]
        for piece in touching:
            pieces.remove(piece)
            reached = (reached[0] | piece[0], reached[1] | piece[1])
        pieces.append(reached)
    return tuple(Hall(tuple(sorted(d)), tuple(sorted(n))) for d, n in pieces)


def _reach(
    village: int, wanted: dict[int, list[int]], holders: dict[int, list[int]]
) -> tuple[set[int], set[int]]:
    villages, partners, waiting = {village}, set[int](), [village]
    while waiting:
        for partner in wanted.get(waiting.pop(), ()):
            if partner not in partners:
                partners.add(partner)
                fresh = [i for i in holders.get(partner, ()) if i not in villages]
                villages.update(fresh)
                waiting.extend(fresh)
    return villages, partners
