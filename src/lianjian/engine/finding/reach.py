"""How far a city's villages look: the nearest partners by the tree of division codes.

Partners stand by region and the best first, so what is looked at is one run of rows a region.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianjian.engine.pairing import Ints

from .tables import EVERYWHERE, Ground


@dataclass(frozen=True)
class Run:
    """The partners ``first`` to before ``behind`` of a region."""

    region: int
    first: int
    behind: int


def reach(ground: Ground, city: int) -> list[Run]:
    """The partners that the villages of a city look at, the nearest region first.

    Whole regions until the weight of ``limits.reach`` is used up, of the last one those that stand
    best; and of the bodies that are seated nowhere as many as ``limits.anywhere`` allows.
    """
    regions, first = ground.partners.regions
    weight = ground.partners.weight_before
    runs = []
    left = {False: ground.limits.reach, True: ground.limits.anywhere}
    for at in nearest_first(city, regions).tolist():
        region, low, high = int(regions[at]), int(first[at]), int(first[at + 1])
        nowhere = region == EVERYWHERE
        if left[nowhere] <= 0 or not _allowed(city, region, ground.weights.farthest):
            continue
        reached = np.searchsorted(weight, weight[low] + left[nowhere], side="right") - 1
        end = min(high, max(low + 1, int(reached)))
        left[nowhere] -= int(weight[end] - weight[low]) if end == high else left[nowhere]
        runs.append(Run(region, low, end))
    return runs


def nearest_first(city: int, regions: Ints) -> Ints:
    """The places of ``regions`` by nearness: the city itself, what is seated in its province as
    such, other cities of the province, other provinces; among these by the distance of the codes,
    as near provinces have near numbers. Who is seated nowhere comes last."""
    province, other = city // 100, regions // 100
    same = other == province
    rank = np.select(
        [regions == city, same & (regions % 100 == 0), same, other // 10 == province // 10],
        [0, 1, 2, 3],
        default=4,
    )
    return np.lexsort(
        (regions, np.abs(regions - city), np.abs(other - province), rank, regions == EVERYWHERE)
    )


def _allowed(city: int, region: int, farthest: str) -> bool:
    """Whether the rules allow partners of a region; one seated nowhere is not kept out."""
    if farthest == "anywhere" or region == EVERYWHERE:
        return True
    if farthest == "province":
        return region // 100 == city // 100
    return region == city and region % 100 != 0
