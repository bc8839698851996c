"""The checker for a doubter: is this plan allowed, and can there be no better one?

It shares no line with the solver or with the certificate's maker; it counts with Python's own
whole numbers, which do not overflow. Read it from top to bottom: it is the whole argument.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .caps import Cap
    from .certificate import Certificate
    from .plan import Plan
    from .problem import Problem

FREE, LOCKED, FORBIDDEN = 0, 1, 2
VERSION = 3
AT_ONCE = 100_000
"""Candidates that are turned into Python's numbers at a time; a nation's would fill the memory."""

ANY_GAP = float("inf")
"""For ``within``: however much better another plan might be."""

Offer = tuple[int, int, int, int, int]
"""A candidate: village, partner, state, score, bonus for staying."""


@dataclass(frozen=True)
class Report:
    """What the checker found: every fault, and the figures it reckoned for itself."""

    faults: tuple[str, ...]
    value: int
    bound: int

    @property
    def ok(self) -> bool:
        return not self.faults

    @property
    def gap(self) -> int:
        return self.bound - self.value


def verify(
    problem: Problem, plan: Plan, certificate: Certificate, *, within: float | Fraction = 0.0
) -> Report:
    """Check plan, prices and certificate against the problem; nothing is taken on trust.

    ``within``: no plan may be better by more than this share of the plan's score; ``ANY_GAP`` asks
    only that what the certificate says is so.
    """
    pairs, prices = plan.pairs.tolist(), plan.prices.tolist()
    cap_prices = plan.cap_prices.tolist()
    faults = [*_not_allowed(problem, pairs), *_bad_prices(problem, prices, cap_prices)]
    if faults:
        return Report(tuple(faults), 0, 0)
    held = Counter(int(problem.village[row]) for row in pairs)
    must = [i for i, must in enumerate(problem.must_serve.tolist()) if must]
    served = sum(1 for i in must if held[i])
    score = sum(int(problem.score[row]) + int(problem.keep[row]) for row in pairs)
    wanted = sum(cap.least for cap in problem.caps)
    counts = _counts(problem, pairs)
    filled = sum(min(cap.least, n) for cap, n in zip(problem.caps, counts, strict=True))
    bonus = _bonus(problem)
    value = score + bonus * (served + filled)
    bound = _bound(problem, prices, cap_prices, bonus)
    unserved = {i for i in must if not held[i]}
    named = {i for piece in certificate.hall for i in piece.villages}
    if problem.caps and not certificate.hall and bound - value < bonus:
        # Under caps the bound alone proves that no plan serves more: it counts the bonus.
        named = unserved
    said = {
        "value": (certificate.value, value),
        "bound": (certificate.bound, bound),
        "gap": (certificate.gap, bound - value),
        "score": (certificate.score, score),
        "must_served": (certificate.must_served, served),
        "must_unservable": (certificate.must_unservable, len(unserved & named)),
        "must_open": (certificate.must_open, len(unserved - named)),
        "least_filled": (certificate.least_filled, filled),
        "least_missing": (certificate.least_missing, wanted - filled),
        "problem": (certificate.digest, problem.digest()),
        "plan": (certificate.plan_digest, _digest(problem, plan, certificate)),
        "version": (certificate.version, VERSION),
    }
    faults += [f"{name}: {a} is said, {b} is so" for name, (a, b) in said.items() if a != b]
    faults += _too_far(bound - value, score, within)
    faults += _bad_hall(problem, certificate, unserved)
    # Who is nearer than one bonus serves as many as can be: then each of the others has a proof.
    if bound - value < bonus and not unserved <= named:
        faults.append("a village stays unserved without a proof that it must")
    return Report(tuple(faults), value, bound)


def _too_far(gap: int, score: int, within: float | Fraction) -> Iterator[str]:
    """The gap against the score alone: the bonus would make any gap look small. In whole numbers:
    0.1 is a tenth here, and not the nearest binary number."""
    if gap == 0 or (gap > 0 and within == ANY_GAP) or 0 < gap <= Fraction(str(within)) * score:
        return
    asked = f" within {within}" if within else ""
    yield f"not proven{asked}: the bound is {gap:,} above the value, {_percent(gap, score)}"


def _percent(gap: int, score: int) -> str:
    if score <= 0:
        return "and the score is 0"
    hundredths = -(-10_000 * gap // score)
    return f"{hundredths // 100:,}.{hundredths % 100:02} % of the score"


def _digest(problem: Problem, plan: Plan, certificate: Certificate) -> str:
    """SHA-256 over pairs, prices and Hall proof by their ids, sorted, and the prices of caps where
    there are any, as JSON without spaces."""
    pairs, prices = plan.pairs.tolist(), plan.prices.tolist()
    villages = [str(problem.village_id[problem.village[row]]) for row in pairs]
    partners = [str(problem.partner_id[problem.partner[row]]) for row in pairs]
    names = map(str, problem.partner_id)
    hall = sorted(
        [
            sorted(_names(problem.village_id, piece.villages)),
            sorted(_names(problem.partner_id, piece.partners)),
        ]
        for piece in certificate.hall
    )
    paid = sorted(zip(names, prices, strict=True))
    caps = sorted(zip((cap.name for cap in problem.caps), plan.cap_prices.tolist(), strict=True))
    text = json.dumps(
        [sorted(zip(villages, partners, strict=True)), paid, hall, *([caps] if caps else [])],
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _names(ids: Sequence[object], rows: Sequence[int]) -> list[str]:
    """Ids of rows; a row that is not there keeps its number, and is found out later."""
    return [str(ids[row]) if 0 <= row < len(ids) else str(row) for row in rows]


def _not_allowed(problem: Problem, pairs: list[int]) -> Iterator[str]:
    """Every rule that a plan must keep."""
    if len(set(pairs)) != len(pairs) or any(not 0 <= row < len(problem.village) for row in pairs):
        yield "a pair is chosen twice, or is no candidate"
        return
    villages: Counter[int] = Counter()
    partners: Counter[int] = Counter()
    kinds: Counter[tuple[int, int]] = Counter()
    village, partner = problem.village_id, problem.partner_id
    for row in pairs:
        i, j = int(problem.village[row]), int(problem.partner[row])
        villages[i] += 1
        partners[j] += 1
        kinds[i, int(problem.kind[j])] += 1
        if problem.state[row] == FORBIDDEN:
            yield f"the pair of {village[i]} and {partner[j]} is forbidden"
    chosen = set(pairs)
    for row in (problem.state == LOCKED).nonzero()[0].tolist():
        if row not in chosen:
            i, j = village[problem.village[row]], partner[problem.partner[row]]
            yield f"the pair of {i} and {j} is locked and not in the plan"
    yield from (
        f"village {village[i]} is over its capacity"
        for i, n in villages.items()
        if n > problem.village_capacity[i]
    )
    yield from (
        f"partner {partner[j]} is over its span"
        for j, n in partners.items()
        if n > problem.partner_capacity[j]
    )
    yield from (
        f"village {village[i]} has too many partners of the kind {problem.kinds[t]}"
        for (i, t), n in kinds.items()
        if n > problem.kind_cap[t]
    )

    yield from (
        f"{cap.name} lets in {cap.most} pairs, not {n}"
        for cap, n in zip(problem.caps, _counts(problem, pairs), strict=True)
        if n > cap.most
    )


def _counts(problem: Problem, pairs: list[int]) -> list[int]:
    """How many of the pairs each cap counts."""
    held = Counter(int(problem.village[row]) for row in pairs)
    given = Counter(int(problem.partner[row]) for row in pairs)
    return [
        sum(held[i] for i in cap.villages.tolist())
        if cap.villages is not None and cap.partners is None
        else sum(given[j] for j in cap.partners.tolist())
        if cap.villages is None and cap.partners is not None
        else sum(1 for row in pairs if _is_counted(problem, cap, row))
        for cap in problem.caps
    ]


def _is_counted(problem: Problem, cap: Cap, row: int) -> bool:
    one = cap.villages is None or problem.village[row] in cap.villages
    return one and (cap.partners is None or problem.partner[row] in cap.partners)


def _bad_prices(problem: Problem, prices: list[int], cap_prices: list[int]) -> Iterator[str]:
    if len(prices) != len(problem.partner_id):
        yield "there is not one price a partner"
    if len(cap_prices) != len(problem.caps):
        yield "there is not one price a cap"
    yield from (
        f"the price of partner {problem.partner_id[j]} is below 0"
        for j, price in enumerate(prices)
        if price < 0
    )


def _bonus(problem: Problem) -> int:
    """More than all scores together: (1 + the places that can be filled) × the dearest pair."""
    dearest, places = 1_000_000, 0
    for i, offers in _by_village(problem):
        dearest = max(dearest, *(score + keep for _i, _j, _state, score, keep in offers))
        places += min(int(problem.village_capacity[i]), len(offers))
    return (1 + places) * dearest


def _bound(problem: Problem, prices: list[int], cap_prices: list[int], bonus: int) -> int:
    """Σ c_j p_j + Σ_i (the most that village i could gain at these prices); a cap is paid by every
    pair it counts, and the pairs that its least asks for earn the bonus."""
    kind = problem.kind.tolist()
    total: int = sum(c * p for c, p in zip(problem.partner_capacity.tolist(), prices, strict=True))
    for cap, price in zip(problem.caps, cap_prices, strict=True):
        total += cap.least * max(0, price + bonus) + (cap.most - cap.least) * max(0, price)
    of_village, of_partner, crossing = _paid(problem, cap_prices)
    for i, mine in _by_village(problem):
        here = [(partners, price) for villages, partners, price in crossing if i in villages]
        more = {j: sum(price for partners, price in here if j in partners) for _, j, *_ in mine}
        offers = [
            (state, score + keep - prices[j] - of_village[i] - of_partner[j] - more[j], kind[j])
            for _i, j, state, score, keep in mine
            if state != FORBIDDEN
        ]
        total += _most(problem, i, offers, bonus)
    return total


def _paid(
    problem: Problem, cap_prices: list[int]
) -> tuple[Counter[int], Counter[int], list[tuple[set[int], set[int], int]]]:
    """What a pair pays to caps: by its village alone, by its partner alone, by both."""
    of_village, of_partner, crossing = Counter[int](), Counter[int](), []
    for cap, price in zip(problem.caps, cap_prices, strict=True):
        villages = range(len(problem.village_id)) if cap.villages is None else cap.villages.tolist()
        if cap.partners is None:
            for i in villages:
                of_village[i] += price
        elif cap.villages is None:
            for j in cap.partners.tolist():
                of_partner[j] += price
        else:
            crossing.append((set(villages), set(cap.partners.tolist()), price))
    return of_village, of_partner, crossing


def _by_village(problem: Problem) -> Iterator[tuple[int, list[Offer]]]:
    """Each village that has candidates, with them."""
    last, offers = -1, list[Offer]()
    for offer in _candidates(problem):
        if offer[0] != last and offers:
            yield last, offers
            offers = []
        last = offer[0]
        offers.append(offer)
    if offers:
        yield last, offers


def _candidates(problem: Problem) -> Iterator[Offer]:
    """The candidates, those of one village one after the other."""
    order = problem.village.argsort(kind="stable")
    columns = (problem.village, problem.partner, problem.state, problem.score, problem.keep)
    for low in range(0, len(order), AT_ONCE):
        rows = order[low : low + AT_ONCE]
        yield from zip(*(column[rows].tolist() for column in columns), strict=True)


def _most(problem: Problem, i: int, offers: list[tuple[int, int, int]], bonus: int) -> int:
    """Locked offers, then the best others while they gain and fit; at least one if it must be."""
    total, taken = 0, Counter[int]()
    for state, net, kind in offers:
        if state == LOCKED:
            total, taken[kind] = total + net, taken[kind] + 1
    reward = bonus if problem.must_serve[i] else 0
    total += reward if taken else 0
    for net, kind in sorted(((n, t) for s, n, t in offers if s == FREE), reverse=True):
        if taken.total() >= problem.village_capacity[i]:
            break
        first = 0 if taken else reward
        if taken[kind] < problem.kind_cap[kind] and net + first > 0:
            total, taken[kind] = total + net + first, taken[kind] + 1
    return total


def _bad_hall(problem: Problem, certificate: Certificate, unserved: set[int]) -> Iterator[str]:
    """Each piece: D villages that must be served, all their candidates in N, too few slots in N."""
    locked = (problem.state == LOCKED).nonzero()[0].tolist()
    bound_village = {int(problem.village[row]) for row in locked}
    slots = [int(c) for c in problem.partner_capacity]
    for row in locked:
        slots[int(problem.partner[row])] -= 1
    wants: dict[int, set[int]] = {}
    capacity, cap = problem.village_capacity.tolist(), problem.kind_cap[problem.kind].tolist()
    in_d = {i for piece in certificate.hall for i in piece.villages}
    for i, j, state, _score, _keep in _candidates(problem) if in_d else ():
        if i in in_d and state == FREE and capacity[i] and cap[j]:
            wants.setdefault(i, set()).add(j)
    used: Counter[tuple[str, int]] = Counter()
    for piece in certificate.hall:
        d, n = set(piece.villages), set(piece.partners)
        used.update([*(("village", i) for i in piece.villages), *(("partner", j) for j in n)])
        if not all(0 <= i < len(problem.village_id) and problem.must_serve[i] for i in d) or (
            d & bound_village
        ):
            yield "a village in D need not be served, or is served by a locked pair"
        elif not n <= set(range(len(slots))) or any(wants.get(i, set()) - n for i in d):
            yield "a village in D has a candidate outside N"
        elif len(d) - sum(slots[j] for j in n) != len(d & unserved):
            yield "D and N do not show that so many must stay unserved"
    if any(times > 1 for times in used.values()):
        yield "two pieces of the Hall proof overlap"
