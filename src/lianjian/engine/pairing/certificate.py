"""The proof that a plan is optimal, computed apart from the solver and in integers.

For any prices p ≥ 0 no plan is worth more than

    UB(p) = Σ_j c_j p_j + Σ_i max_S ( v_i(S) − Σ_{j∈S} p_j ),

because a plan pays for no slot twice. Where the plan's own value reaches UB(p), it is optimal:
gap 0 is a proof, whoever made the plan and however. A village that must be served and is not
carries a Hall proof: D such villages, all of whose candidates lie in N, with too few slots.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .problem import Ints, Problem, State, fingerprint
from .solve import Plan

VERSION = 1


@dataclass(frozen=True)
class Hall:
    """Villages (rows) that between them have only these partners (rows): too few slots for all."""

    villages: tuple[int, ...]
    partners: tuple[int, ...]


@dataclass(frozen=True)
class Certificate:
    """What ``verify`` checks. ``value`` and ``bound`` count the bonus; ``score`` does not.

    ``gap`` is ``bound − value`` in micro-units; ``digest`` names the problem and ``plan_digest``
    the plan with its prices, so that a certificate cannot be laid beside another plan.
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
    served = _served(problem, plan.pairs)
    score = int(problem.worth[plan.pairs].sum())
    value = score + problem.bonus * served
    bound = upper_bound(problem, plan.prices)
    unserved = _unserved(problem, plan.pairs)
    return Certificate(
        value=value,
        bound=bound,
        gap=bound - value,
        score=score,
        must_served=served,
        must_unservable=len(unserved),
        hall=_hall(problem, plan.pairs, unserved),
        digest=problem.digest(),
        plan_digest=plan_digest(plan),
    )


def plan_digest(plan: Plan) -> str:
    """SHA-256 over a plan's rows and prices."""
    return fingerprint([plan.pairs.tolist(), plan.prices.tolist()])


def upper_bound(problem: Problem, prices: Ints) -> int:
    """UB(p): more than this no plan can be worth. For any whole prices ≥ 0."""
    paid: int = sum(
        c * p for c, p in zip(problem.partner_capacity.tolist(), prices.tolist(), strict=True)
    )
    net = problem.worth - prices[problem.partner]
    return paid + sum(
        _best_choice(problem, i, rows, net) for i, rows in enumerate(_rows_by_village(problem))
    )


def _rows_by_village(problem: Problem) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in problem.village_id]
    for row, i in enumerate(problem.village.tolist()):
        if problem.state[row] != State.FORBIDDEN:
            rows[i].append(row)
    return rows


def _best_choice(problem: Problem, village: int, rows: list[int], net: Ints) -> int:
    """max_S ( v_i(S) − p(S) ): what is locked, then the best that still fit, greedily.

    Greedy is right because the sets that fit (so many of a kind, so many in all) are a matroid.
    """
    locked = [row for row in rows if problem.state[row] == State.LOCKED]
    total = int(net[locked].sum())
    room = int(problem.village_capacity[village]) - len(locked)
    left: dict[int, int] = {}
    for row in locked:
        kind = int(problem.kind[problem.partner[row]])
        left[kind] = left.get(kind, int(problem.kind_cap[kind])) - 1
    gains: list[int] = []
    best_single: int | None = None
    free = [row for row in rows if problem.state[row] == State.FREE] if room > 0 else []
    for row in sorted(free, key=lambda row: -int(net[row])):
        kind = int(problem.kind[problem.partner[row]])
        if left.get(kind, int(problem.kind_cap[kind])) <= 0:
            continue
        best_single = int(net[row]) if best_single is None else best_single
        if net[row] <= 0 or len(gains) == room:
            break
        left[kind] = left.get(kind, int(problem.kind_cap[kind])) - 1
        gains.append(int(net[row]))
    extra = sum(gains)
    if not problem.must_serve[village]:
        return total + extra
    if locked:
        return total + extra + problem.bonus
    if best_single is None:
        return total
    return total + max(0, problem.bonus + (extra if gains else best_single))


def _partners_of(problem: Problem, pairs: Ints) -> Ints:
    return np.bincount(problem.village[pairs], minlength=len(problem.village_id))


def _served(problem: Problem, pairs: Ints) -> int:
    return int((problem.must_serve & (_partners_of(problem, pairs) > 0)).sum())


def _unserved(problem: Problem, pairs: Ints) -> list[int]:
    return np.flatnonzero(problem.must_serve & (_partners_of(problem, pairs) == 0)).tolist()


def _hall(problem: Problem, pairs: Ints, unserved: list[int]) -> tuple[Hall, ...]:
    """One proof for each connected piece: unserved → its candidates → their holders → …"""
    wanted: dict[int, list[int]] = {}
    for row in np.flatnonzero(problem.state == State.FREE).tolist():
        i, j = int(problem.village[row]), int(problem.partner[row])
        if problem.village_capacity[i] > 0 and problem.kind_cap[problem.kind[j]] > 0:
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
