"""Needs and offers on their way from the database to the partitions that the finder reads.

They stream: what is held is some thousand at a time, and what waits for its partition
(``files/sorting.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.exchange.models.meaning import DIMENSIONS
from lianjian.engine import finding
from lianjian.engine.pairing import Ints, Listings
from lianjian.files import sorting
from lianjian.ground.core.industry import section_of
from lianjian.ground.core.scope import Scope

from .. import material
from ..instance import Places
from ..models import Round
from ..names import in_parts
from .people import Side

_ALL = Scope.of_everything()
AT_ONCE = 5_000
_AREAS = {area: number for number, area in enumerate(WorkArea.values)}


def counted(round: Round, partners: Side) -> Ints:
    """(partners,): how many offers each has."""
    counts: Counter[int] = Counter()
    for owner, count in exchange.how_many_offers(_ALL, material.everybody(round)):
        counts[owner] += count
    return np.fromiter((counts[key] for key in partners.branch.tolist()), np.int64, len(partners))


def sort_out(
    round: Round, ground: finding.Ground, villages: Side, partners: Side, folder: Path
) -> int:
    """Put what everybody posted into partitions; gives how many have no sentence vector yet."""
    keys, without = material.everybody(round), [0]
    sorting.sort_rows(
        ground,
        _tables(exchange.open_needs_in(_ALL, keys), villages.places, without),
        _tables(exchange.open_offers_in(_ALL, keys), partners.places, without),
        folder,
    )
    return without[0]


def _tables(rows: Iterable[tuple[Any, ...]], places: Places, without: list[int]) -> Iterator[Any]:
    """The rows as they are kept in partitions; what lacks a vector is added to ``without``."""
    for some in in_parts(rows, AT_ONCE):
        owner = places.of([row[0] for row in some])
        here = [row for row, at in zip(some, owner.tolist(), strict=True) if at >= 0]
        vectors = [vector_of(row[6]) for row in here]
        without[0] += sum(vector is None for vector in vectors)
        if here:
            yield sorting.row_table(_listings(here, owner[owner >= 0], vectors))


def vector_of(kept: Any) -> Ints | None:
    """The numbers of a sentence vector; None where there is none of the right size."""
    found = np.frombuffer(bytes(kept or b""), dtype=np.int8)
    return found if len(found) == DIMENSIONS else None


def _listings(rows: list[tuple[Any, ...]], owner: Ints, vectors: list[Ints | None]) -> Listings:
    meaning = np.zeros((len(rows), DIMENSIONS), dtype=np.int8)
    for at, vector in enumerate(vectors):
        if vector is not None:
            meaning[at] = vector
    industries = [row[5] for row in rows]
    sections = [section_of(industry) for industry in industries]
    return Listings(
        owner,
        np.array([_AREAS[row[3]] for row in rows], dtype=np.int64),
        np.array([not row[4] for row in rows], dtype=np.bool_),
        np.array([ord(letter) if letter else -1 for letter in sections], dtype=np.int64),
        np.array([int(one) if one.isdigit() else -1 for one in industries], dtype=np.int64),
        [f"{row[1]} {row[2]}" for row in rows],
        meaning,
    )
