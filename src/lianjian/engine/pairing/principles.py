"""Three of the four principles in whole numbers; the fourth, relevance, is in ``score``.

Here stand their constants, and the arithmetic over many pairs at once; the sentences that a person
reads are made elsewhere, from the same constants.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tables import UNIT, Bools, Ints

SILENT, OPEN_TO_ALL = 300_000, 600_000
"""What a side counts that has said nothing, or is open to anybody (M27)."""
LEAST_BY_NAME, RANK_STEP = 700_000, 50_000
"""What it counts when asked for by name as the n-th choice: 1.0, less a step for each rank after
the first, and never below the least."""


class Distance(IntEnum):
    """Where a partner's seat is, seen from a village (M29)."""

    UNKNOWN = 0
    CITY = 1
    PROVINCE = 2
    BEYOND = 3


NEARNESS = {
    Distance.UNKNOWN: 500_000,
    Distance.CITY: UNIT,
    Distance.PROVINCE: 700_000,
    Distance.BEYOND: 400_000,
}

PROVINCE, CITY, COUNTY = 10**13, 10**11, 10**9
"""How many of the 15-digit division codes a province, a city and a county take up."""

NOWHERE = -1
"""In place of a division code: there is none."""


def named(rank: Ints) -> Ints:
    """What being asked for by name counts; ``rank`` from 1, and 0 where none was given."""
    return np.asarray(np.maximum(LEAST_BY_NAME, UNIT - RANK_STEP * (np.maximum(rank, 1) - 1)))


def willingness(village: Ints, partner: Ints) -> Ints:
    """The mean of what both sides have said, and 0 as soon as one said no (a negative number)."""
    return np.where((village < 0) | (partner < 0), 0, (village + partner) // 2)


def tied(strangers: NDArray[np.floating[Any]]) -> Ints:
    """Noisy-or, from the chance that the two are strangers: the product of 1 − strength (M28)."""
    return np.asarray(np.rint((1.0 - strangers) * UNIT), dtype=np.int64)


def free(span: Ints, held: Ints) -> Ints:
    """The share of a partner's span that is free, in micro-units."""
    return np.asarray(np.maximum(0, span - held) * UNIT // np.maximum(span, 1))


def span(free_share: Ints, away: Ints) -> Ints:
    """Half from the room in the span, half from how near the seat is (``away``: Distance)."""
    near = np.array([NEARNESS[one] for one in Distance], dtype=np.int64)
    return np.asarray((free_share + near[away]) // 2)


def distance(village: Ints, home: Ints) -> Ints:
    """How far a body's ``home`` (its seat, else its affiliation) is from a village, by codes."""
    beyond = village // PROVINCE != home // PROVINCE
    same = (village // CITY == home // CITY) & (home % PROVINCE != 0)
    found = np.where(beyond, Distance.BEYOND, np.where(same, Distance.CITY, Distance.PROVINCE))
    return np.where((village < 0) | (home < 0), Distance.UNKNOWN, found)


def inside(village: Ints, affiliation: Ints) -> Bools:
    """Whether a body answers to the village's own county, as far as its code begins with the same
    six digits (M2)."""
    return np.asarray((affiliation >= 0) & (village // COUNTY == affiliation // COUNTY))
