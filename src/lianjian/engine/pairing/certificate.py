"""The proof that a plan is optimal, computed apart from the solver and in integers.

For any prices p ≥ 0 no plan is worth more than

    UB(p) = Σ_j c_j p_j + Σ_i max_S ( v_i(S) − Σ_{j∈S} p_j ),

because a plan pays for no slot twice. A cap on a group is paid like a slot, by every pair that it
counts; its price π may be negative where it has a least, whose pairs earn the bonus B each:

    + Σ_caps ( least · max(0, π + B) + (most − least) · max(0, π) ).

 Where the plan's own value reaches UB(p), it is optimal:
gap 0 is a proof, whoever made the plan and however. A village that must be served and is not
carries a Hall proof: D such villages, all of whose candidates lie in N, with too few slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .caps import Surcharge
from .hall import Hall, proofs
from .plan import Plan
from .problem import Problem, fingerprint
from .tables import Ints, State

VERSION = 3
"""Of the certificate: 2 names a plan by ids, so that the order of rows does not matter; 3 takes the
digest of the problem in numbers, so that a nation's is made in seconds."""


@dataclass(frozen=True)
class Certificate:
    """What ``verify`` checks. ``value`` and ``bound`` count the bonus; ``score`` does not.

    ``least_filled`` of the pairs that the caps' leasts ask for are in the plan, ``least_missing``
    could not be; each counts as much as a village that must be served.
    ``gap`` is ``bound − value`` in micro-units; ``digest`` names the problem and ``plan_digest``
    the plan with its prices and Hall proof, so that a certificate cannot be laid beside another.

    Of the villages that must be served and are not, ``must_unservable`` cannot be, as ``hall``
    proves; ``must_open`` are those of which nothing is proven. Only a plan that was stopped leaves
    any: a bound nearer than one bonus proves that no plan serves more.
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
    must_open: int = 0
    least_filled: int = 0
    least_missing: int = 0

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
    filled = filled_of(problem, plan.pairs)
    value = score + problem.bonus * (served + filled)
    bound = upper_bound(problem, plan.prices, plan.cap_prices)
    unserved = _unserved(problem, plan.pairs)
    hall, left_open = proofs(problem, plan.pairs, unserved)
    if problem.caps:
        # A village may have to wait for other reasons; the bound alone proves it, or nothing does.
        hall, left_open = (), 0 if bound - value < problem.bonus else len(unserved)
    return Certificate(
        value=value,
        bound=bound,
        gap=bound - value,
        score=score,
        must_served=served,
        must_unservable=len(unserved) - left_open,
        must_open=left_open,
        hall=hall,
        digest=problem.digest(),
        plan_digest=plan_digest(problem, plan, hall),
        least_filled=filled,
        least_missing=sum(cap.least for cap in problem.caps) - filled,
    )


def figures(problem: Problem, plan: Plan) -> tuple[int, int]:
    """A plan's score in micro-units, and how many villages it serves that must be."""
    held = _partners_of(problem, plan.pairs)
    worth = problem.score[plan.pairs].sum() + problem.keep[plan.pairs].sum()
    return int(worth), int((problem.must_serve & (held > 0)).sum())


def filled_of(problem: Problem, pairs: Ints) -> int:
    """How many of the pairs that the caps' leasts ask for are in a plan."""
    least = np.array([cap.least for cap in problem.caps], dtype=np.int64)
    return int(np.minimum(least, problem.counted(pairs)).sum())


def plan_digest(problem: Problem, plan: Plan, hall: Sequence[Hall]) -> str:
    """SHA-256 over a plan's pairs, prices and Hall proof by their ids: the same in any order of
    rows. Other prices and other pieces may prove as much; this says which ones were given."""
    villages, partners = (
        [str(ids[row]) for row in rows[plan.pairs].tolist()]
        for ids, rows in (
            (problem.village_id, problem.village),
            (problem.partner_id, problem.partner),
        )
    )
    pairs = sorted(zip(villages, partners, strict=True))
    prices = sorted(zip(map(str, problem.partner_id), plan.prices.tolist(), strict=True))
    pieces = sorted(
        [
            sorted(str(problem.village_id[row]) for row in piece.villages),
            sorted(str(problem.partner_id[row]) for row in piece.partners),
        ]
        for piece in hall
    )
    if not problem.caps:
        return fingerprint([pairs, prices, pieces])
    names = [cap.name for cap in problem.caps]
    paid = [[name, price] for name, price in zip(names, plan.cap_prices.tolist(), strict=True)]
    return fingerprint([pairs, prices, pieces, paid])


def upper_bound(problem: Problem, prices: Ints, cap_prices: Ints) -> int:
    """UB(p): more than this no plan can be worth. For any whole prices ≥ 0, and any of caps."""
    extra = None
    if problem.caps:
        sizes = len(problem.village_id), len(problem.partner_id)
        extra = Surcharge(problem.caps, cap_prices, *sizes)
    places: int = sum(
        cap.least * max(0, price + problem.bonus) + (cap.most - cap.least) * max(0, price)
        for cap, price in zip(problem.caps, cap_prices.tolist(), strict=True)
    )
    paid: int = sum(
        c * p for c, p in zip(problem.partner_capacity.tolist(), prices.tolist(), strict=True)
    )
    gained = (_best_choices(problem, prices, extra, rows) for rows in problem.by_village())
    return paid + places + sum(gained)


def _best_choices(problem: Problem, prices: Ints, extra: Surcharge | None, every: Ints) -> int:
    """Σ_i max_S ( v_i(S) − p(S) ) of the villages whose candidates these are: what is locked, then
    the best that still fit, greedily.

    Greedy is right because the sets that fit (so many of a kind, so many in all) are a matroid.
    """
    kinds = max(1, len(problem.kinds))
    low = int(problem.village[every[0]])
    village = problem.village[every].astype(np.int64) - low
    villages = int(village[-1]) + 1
    kind = problem.kind[problem.partner[every]]
    state = problem.state[every]
    net = problem.score[every] + problem.keep[every] - prices[problem.partner[every]]
    if extra is not None:
        net = net - extra.of(problem.village[every], problem.partner[every])
    node = village * kinds + kind
    must = problem.must_serve[low : low + villages]
    locked = np.flatnonzero(state == State.LOCKED)
    held = np.bincount(village[locked], minlength=villages)
    total = int(net[locked].sum())
    # Who must be served takes its best even at a loss, if the bonus outweighs it; nobody else does.
    waits = must & (held == 0)
    # Of each kind the best that its rule still lets in, and of these the best there is room for.
    rows = np.flatnonzero((state == State.FREE) & ((net > 0) | waits[village]))
    rows = rows[_the_best_first(node[rows], net[rows])]
    left = problem.kind_cap[kind[rows]] - _counts(node[locked], node[rows])
    rows = rows[_places(node[rows]) < left]
    rows = rows[_the_best_first(village[rows], net[rows])]
    place = _places(village[rows])
    fits = place < (problem.village_capacity[low : low + villages] - held)[village[rows]]
    rows, place = rows[fits], place[fits]
    total += int(net[rows[net[rows] > 0]].sum())
    total += problem.bonus * int((must & (held > 0)).sum())
    first = rows[place == 0]
    first = first[waits[village[first]]]
    return total + int(np.maximum(0, problem.bonus + np.minimum(0, net[first])).sum())


def _the_best_first(group: Ints, net: Ints) -> Ints:
    """The order of rows by their group (from 0), the highest net first; of equals the first."""
    if not len(net):
        return np.zeros(0, dtype=np.int64)
    top, wide = int(net.max()), int(net.max()) - int(net.min()) + 1
    if (int(group.max()) + 1) * wide >= 2**63:
        return np.lexsort((-net, group))
    # One key sorts many times faster than two.
    return np.argsort(group * wide + (top - net), kind="stable")


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


def _unserved(problem: Problem, pairs: Ints) -> Ints:
    """The rows of the villages that must be served and are not."""
    return np.flatnonzero(problem.must_serve & (_partners_of(problem, pairs) == 0))
