"""How far a city's villages look: the nearest partners by the tree of division codes.

Partners stand by region and are dealt into hands there: what is looked at is a run of rows or two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianjian.engine.pairing import Ints

from .tables import EVERYWHERE, HANDS, Ground

TURN = 37
"""So many hands later begins each next city: a number that has no divisor in common with HANDS."""


@dataclass(frozen=True)
class Run:
    """The partners ``first`` to before ``behind`` of a region."""

    region: int
    first: int
    behind: int


def reach(ground: Ground, city: int) -> list[Run]:
    """The partners that the villages of a city look at, the nearest region first.

    The city's own region and its province's as such come whole; what is left of ``limits.reach``
    is shared among the other regions of the province, each giving the same part; and what is left
    then among those of other provinces, the nearest first. Where a part must do, it is another one
    for each city, so that nobody is out of everybody's reach. Of the bodies that are seated nowhere
    as many as ``limits.anywhere`` allows are in reach, too.
    """
    regions, _first = ground.partners.regions
    order = nearest_first(city, regions)
    allowed = [
        at for at in order.tolist() if _allowed(city, int(regions[at]), ground.weights.farthest)
    ]
    province = [at for at in allowed if regions[at] // 100 == city // 100]
    own = [at for at in province if regions[at] in (city, city // 100 * 100)]
    others = [at for at in province if at not in own]
    beyond = [at for at in allowed if at not in province and regions[at] != EVERYWHERE]
    nowhere = [at for at in allowed if regions[at] == EVERYWHERE]
    runs: list[Run] = []
    left = ground.limits.reach
    for group in (*([at] for at in own), others, *([at] for at in beyond)):
        left -= _share(ground, city, group, left, runs)
    _share(ground, city, nowhere, ground.limits.anywhere, runs)
    return runs


def _share(ground: Ground, city: int, group: list[int], left: int, runs: list[Run]) -> int:
    """Let some regions be in reach for about ``left``, as hands are alike but not the same; how
    much of it was used up."""
    regions, first = ground.partners.regions
    before = ground.partners.weight_before
    whole = sum(int(before[first[at + 1]] - before[first[at]]) for at in group)
    if not whole or left <= 0:
        return 0
    # As many hands of all that were dealt as there is room for.
    hands = min(HANDS, HANDS * left // whole)
    used = 0
    for at in group if hands else ():
        low, high = int(first[at]), int(first[at + 1])
        start = city * TURN % HANDS if hands < HANDS else 0
        for begin, end in _hands(start, hands):
            run = Run(int(regions[at]), _dealt(low, high, begin), _dealt(low, high, end))
            if run.behind > run.first:
                runs.append(run)
                used += int(before[run.behind] - before[run.first])
    return used


def _hands(start: int, count: int) -> list[tuple[int, int]]:
    """The hands from ``start`` on, round the table: one run of them or two."""
    end = start + count
    return [(start, min(end, HANDS)), (0, max(0, end - HANDS))]


def _dealt(low: int, high: int, hand: int) -> int:
    """The first row of a hand of the region with rows ``low`` to before ``high``."""
    size, more = divmod(high - low, HANDS)
    return low + hand * size + min(hand, more)


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
