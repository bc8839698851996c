"""The pairing engine on a county in memory: 260 villages × 500 partners, beside a plain HiGHS MILP.

    python -m benchmarks.county

Sparse: about 50 candidates a village; dense: all 130,000 pairs. Contention decides, so each size is
measured with many places (base), with hardly enough (tight), and tight with scores that are equal
by the hundred (ties). Seconds, medians; "why not" is one pair forced in, solved and proven again.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from lianjian.engine import pairing as engine
from lianjian.engine.pairing.tests.peer import best_at_once

VILLAGES, PARTNERS, SEED, TURNS, QUESTIONS = 260, 500, 7, 5, 25
KINDS = ("university", "enterprise", "government", "society", "media", "other")
T = TypeVar("T")


def tables(degree: int, kind: str) -> tuple[engine.Villages, engine.Partners, engine.Candidates]:
    """A county's tables from a seed. Nothing in it is real."""
    rng = np.random.default_rng(SEED)
    demand = rng.integers(1, 4, VILLAGES)
    # About 520 places wanted: 500 partners with 7 places each, or hardly more places than that.
    spans = rng.integers(1, 14, PARTNERS) if kind == "base" else 1 + (rng.random(PARTNERS) < 0.09)
    villages = engine.Villages(
        [f"v{i:03}" for i in range(VILLAGES)],
        demand.tolist(),
        (rng.random(VILLAGES) < 0.15).tolist(),
    )
    partners = engine.Partners(
        [f"p{j:03}" for j in range(PARTNERS)],
        [KINDS[j % len(KINDS)] for j in range(PARTNERS)],
        spans.astype(np.int64).tolist(),
    )
    chosen = [
        np.sort(rng.choice(PARTNERS, min(degree, PARTNERS), replace=False)) for _ in range(VILLAGES)
    ]
    # Some partners are liked by everybody: that is what they are short of places for.
    liked = rng.random(PARTNERS)
    near = [0.5 * liked[row] + 0.5 * rng.random(len(row)) for row in chosen]
    grid = 50_000 if kind == "ties" else 1
    score = np.rint(np.concatenate(near) * engine.UNIT / grid).astype(np.int64) * grid
    return (
        villages,
        partners,
        engine.Candidates(
            [villages.id[i] for i, row in enumerate(chosen) for _ in row],
            [partners.id[j] for row in chosen for j in row.tolist()],
            score.tolist(),
        ),
    )


def timed(do: Callable[[], T], turns: int = TURNS) -> tuple[float, T]:
    """The median of some turns, and the last answer."""
    took = []
    for _ in range(turns):
        began = time.perf_counter()
        answer = do()
        took.append(time.perf_counter() - began)
    return statistics.median(took), answer


def why_not(problem: engine.Problem, plan: engine.Plan) -> list[float]:
    """Seconds of each of some questions, in order."""
    rng = np.random.default_rng(SEED)
    others = np.setdiff1d(np.arange(len(problem)), plan.pairs)
    took = []
    for row in rng.choice(others, QUESTIONS, replace=False).tolist():
        began = time.perf_counter()
        answer = engine.force(problem, plan, row)
        took.append(time.perf_counter() - began)
        assert isinstance(answer, engine.Impossible) or answer.certificate.gap == 0
    return sorted(took)


def row(degree: int, kind: str) -> None:
    """Measure one county, print its line; the peer must find the same value."""
    given = tables(degree, kind)
    door, problem = timed(lambda: engine.Problem.of(*given))
    solving, plan = timed(lambda: engine.solve(problem))
    proving, certificate = timed(lambda: engine.certify(problem, plan))
    checking, report = timed(lambda: engine.verify(problem, plan, certificate))
    assert report.ok
    asked = why_not(problem, plan)
    half, most = asked[len(asked) // 2], asked[int(0.95 * len(asked))]
    peer, value = timed(lambda: best_at_once(problem), 1)
    same = "" if value == certificate.value else f"  (the peer is {certificate.value - value} off)"
    own = solving + proving + checking
    print(
        f"{kind:5} {len(problem):8,} {door:7.3f} {solving:7.3f} {proving:7.3f} {checking:7.3f} "
        f"{own:7.3f} {half:8.3f} {most:7.3f} {peer:8.2f} {peer / solving:6.1f} ×{same}"
    )


def main() -> None:
    engine.solve(engine.Problem.of(*tables(2, "base")))  # scipy is loaded once, before the clock
    print(
        "       candidates door   solve   prove   check     sum  why not     p95     MILP   "
        "MILP / solve"
    )
    for degree in (50, PARTNERS):
        for kind in ("base", "tight", "ties"):
            row(degree, kind)


if __name__ == "__main__":
    main()
