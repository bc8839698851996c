"""What the finder misses: of the true best pairs, and in the value of the best plan.

For some villages every pair with any partner is scored, all others are forgotten; for a county or a
city the plan of all pairs is made too.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianjian.engine import pairing as engine
from lianjian.engine.finding import Found, Keeping, Limits, Scored, find, region_of, scored
from lianjian.files.asked import Asked, read_asked
from lianjian.files.cities import save_ground
from lianjian.files.columns import OFFERS
from lianjian.files.sorting import (
    _read,
    count_offers,
    needs_of,
    offers_of,
    partition,
    sort_out,
)
from lianjian.files.sources import opened

Ints = NDArray[np.int64]
AT_ONCE = 2_000_000


@dataclass
class Sorted:
    """Tables that were read and sorted by region."""

    asked: Asked
    folder: Path


@contextmanager
def sorted_out(tables: Path, limits: Limits) -> Iterator[Sorted]:
    """Read tables and sort them by region, for as long as they are needed."""
    source = opened(tables, "tables")
    asked = read_asked(source, limits)
    asked = asked.with_offers(count_offers(source, asked))
    folder = Path(tempfile.mkdtemp(dir=tables.parent))
    try:
        sort_out(source, asked, folder)
        save_ground(asked.ground, folder)
        yield Sorted(asked, folder)
    finally:
        shutil.rmtree(folder)


def all_pairs(of: Sorted, villages: Ints) -> dict[str, Any]:
    """Village, partner and score of every allowed pair of these villages, region by region."""
    ground = of.asked.ground
    cities = ground.villages.city
    room = ground.partners.room > 0
    kept: list[tuple[Ints, Ints, Ints]] = []
    for region in np.unique(region_of(ground.partners.home)).tolist():
        partners = np.flatnonzero((region_of(ground.partners.home) == region) & room)
        offers = _read(partition(of.folder, OFFERS.name, region), None)
        for city in np.unique(cities[villages]).tolist():
            needs = needs_of(of.folder, city)
            mine = villages[cities[villages] == city]
            step = max(1, AT_ONCE // max(1, len(partners)))
            for low in range(0, len(mine), step):
                some = mine[low : low + step]
                village, partner = (
                    side.ravel() for side in np.meshgrid(some, partners, indexing="ij")
                )
                found: Scored = scored(ground, village, partner, needs, offers)
                rows = np.flatnonzero(found.allowed)
                kept.append((village[rows], partner[rows], found.score[rows]))
    village, partner, score = (np.concatenate([part[at] for part in kept]) for at in range(3))
    order = np.lexsort((partner, village))
    return {"village": village[order], "partner": partner[order], "score": score[order]}


def found_in(of: Sorted, cities: list[int]) -> Found:
    """What is found in these cities, put together."""
    ground = of.asked.ground
    parts = [
        find(ground, city, needs_of(of.folder, city), offers_of(of.folder, ground, city))
        for city in cities
    ]
    keeping = Keeping(len(ground.partners), ground.limits.per_partner)
    for part in parts:
        keeping.see(part)
    stay = [keeping.stays(part) for part in parts]
    columns = {
        name: np.concatenate([getattr(p, name)[rows] for p, rows in zip(parts, stay, strict=True)])
        for name in ("village", "partner", "score", "state", "claim", "kept")
    }
    looked_at, close = (sum(getattr(p, name) for p in parts) for name in ("looked_at", "close"))
    return Found(**columns, looked_at=looked_at, close=close)


def recall(every: dict[str, Any], found: Found, villages: Ints, best: int) -> tuple[float, float]:
    """The share of the true best of each village that were found, and of their score that the
    best found have. Equal scores are as good as each other: a pair counts if it scores as much as
    the true one in its place."""
    hit = total = 0
    have = want = 0
    for village in villages.tolist():
        low, high = np.searchsorted(every["village"], [village, village + 1])
        true = np.sort(every["score"][low:high])[::-1][:best]
        mine = found.village == village
        got = np.sort(found.score[mine])[::-1][: len(true)]
        hit += int((got >= true[-1]).sum()) if len(true) else 0
        total += len(true)
        want += int(true.sum())
        have += int(got.sum())
    return hit / total, have / want


def plan_value(of: Sorted, village: Ints, partner: Ints, score: Ints) -> tuple[int, int]:
    """The score of the best plan among some pairs, and how many that must be served are not."""
    asked = of.asked
    problem = engine.Problem.of(
        engine.Villages(asked.village_id, asked.capacity, asked.must_serve),
        engine.Partners(asked.partner_id, asked.kind, asked.ground.partners.room),
        engine.Candidates(village, partner, score, by_row=True),
    )
    plan = engine.solve(problem)
    served = np.unique(problem.village[plan.pairs])
    without = int(asked.must_serve.sum()) - int(asked.must_serve[served].sum())
    return int(problem.score[plan.pairs].sum()), without


def against_all(tables: Path) -> dict[str, Any]:
    """All villages of a small instance against all their pairs."""
    with sorted_out(tables, Limits()) as of:
        ground = of.asked.ground
        villages = np.flatnonzero(ground.villages.room > 0)
        every = all_pairs(of, villages)
        best, _unserved = plan_value(of, every["village"], every["partner"], every["score"])
        found = found_in(of, ground.cities().tolist())
        mine, _unserved = plan_value(of, found.village, found.partner, found.score)
        return {
            "best_30": recall(every, found, villages, 30)[0],
            "best_10": recall(every, found, villages, 10)[0],
            "loss": 100 * (1 - mine / best),
            "pairs": len(every["village"]),
        }


def some_against_all(tables: Path, count: int, seed: int = 1) -> dict[str, Any]:
    """Some villages of a large instance, in as many cities, against all their pairs. What is found
    only for the sake of partners in other cities is left out."""
    lot = np.random.default_rng(seed)
    with sorted_out(tables, Limits()) as of:
        ground = of.asked.ground
        rows = np.flatnonzero(ground.villages.room > 0)
        cities = lot.permutation(ground.cities())[:count].tolist()
        villages = np.sort([lot.choice(rows[ground.villages.city[rows] == c]) for c in cities])
        every = all_pairs(of, villages)
        found = found_in(of, sorted(cities))
        share_30, score_30 = recall(every, found, villages, 30)
        share_10, score_10 = recall(every, found, villages, 10)
        return {
            "villages": len(villages),
            "cities": len(cities),
            "pairs": len(every["village"]),
            "best_30": share_30,
            "best_10": share_10,
            "score_30": score_30,
            "score_10": score_10,
        }
