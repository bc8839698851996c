"""Who takes part, as columns: a province's 73,000 participants are some megabytes of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from lianjian.engine.pairing import Bools, Ints
from lianjian.engine.pairing.principles import NOWHERE
from lianjian.engine.pairing.tables import LARGEST
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places.codes import Level

from .. import material, span
from ..instance import Places
from ..models import Participant, Round
from ..names import in_parts

_ALL = Scope.of_everything()
AT_ONCE = 10_000
"""Rows that are Python's before they become numbers."""
KINDS: tuple[str, ...] = tuple(Kind.values)
LEVELS: tuple[str, ...] = tuple(Level)
_HOST = "branch__host__"
_FIELDS = (
    "pk",
    "branch",
    "side",
    "capacity",
    "most",
    "must_serve",
    "branch__span",
    "branch__host",
    f"{_HOST}kind",
    f"{_HOST}seat__code",
    f"{_HOST}affiliation",
    f"{_HOST}affiliation__code",
    f"{_HOST}affiliation__level",
    f"{_HOST}affiliation__parent__code",
)


@dataclass(frozen=True)
class Side:
    """The villages or the partners of a round, one entry each.

    ``participant``, ``branch``, ``host`` and ``place`` (of the affiliation; −1 for none) are keys;
    ``seat``, ``affiliation`` and ``above`` (what the affiliation lies in) codes of 15 digits,
    NOWHERE for none; ``level`` numbers into LEVELS and ``kind`` into KINDS; ``capacity`` is what is
    written with the participant, ``most`` the issuer's limit (LARGEST where there is none).
    """

    participant: Ints
    branch: Ints
    capacity: Ints
    most: Ints
    must_serve: Bools
    span: Ints
    host: Ints
    kind: Ints
    seat: Ints
    place: Ints
    affiliation: Ints
    level: Ints
    above: Ints
    held: Ints

    def __len__(self) -> int:
        return len(self.branch)

    @property
    def home(self) -> Ints:
        """The seat, else the affiliation."""
        return np.where(self.seat < 0, self.affiliation, self.seat)

    @property
    def town(self) -> Ints:
        """The code of the township of each, or of whatever lies above it."""
        return np.where(self.above < 0, self.affiliation, self.above)

    @property
    def room(self) -> Ints:
        """What span, pairings and the issuer's limit leave (``Material.room``)."""
        return np.asarray(np.minimum(np.maximum(0, self.span - self.held), self.most))

    @cached_property
    def places(self) -> Places:
        """The rows of branches by their keys."""
        return Places(self.branch)

    def rows(self, rows: Any) -> Side:
        """Some of them, or all in another order."""
        return Side(*(getattr(self, field.name)[rows] for field in fields(self)))


def read(round: Round) -> tuple[Side, Side]:
    """The villages and the partners of a round, in the order in which they were enrolled."""
    rows = Participant.within(_ALL).filter(round=round).order_by("pk").values_list(*_FIELDS)
    parts: dict[str, list[Side]] = {side: [_side([])] for side in Participant.Side.values}
    for some in in_parts(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for side, found in parts.items():
            found.append(_side([row for row in some if row[2] == side]))
    keys = material.everybody(round)
    held = span.held(keys)
    if round.follows_id is not None:
        # What still waits for a reply keeps its place: the rest is solved around it.
        held.update(key for pair in material.proposed_among(keys) for key in pair)

    def whole(side: str) -> Side:
        joined = Side(
            *(
                np.concatenate([getattr(part, field.name) for part in parts[side]])
                for field in fields(Side)
            )
        )
        counts = (held[key] for key in joined.branch.tolist())
        return replace(joined, held=np.fromiter(counts, np.int64, len(joined)))

    return whole(Participant.Side.VILLAGE), whole(Participant.Side.PARTNER)


def _side(rows: Sequence[Sequence[Any]]) -> Side:
    def column(at: int, none: int = -1) -> Ints:
        said = (none if row[at] is None else int(row[at]) for row in rows)
        return np.fromiter(said, np.int64, len(rows))

    def numbers(at: int, words: Sequence[str]) -> Ints:
        known = {word: number for number, word in enumerate(words)}
        return np.fromiter((known.get(row[at], -1) for row in rows), np.int64, len(rows))

    return Side(
        participant=column(0),
        branch=column(1),
        capacity=column(3),
        most=column(4, LARGEST),
        must_serve=column(5).astype(np.bool_),
        span=column(6),
        host=column(7),
        kind=numbers(8, KINDS),
        seat=column(9, NOWHERE),
        place=column(10),
        affiliation=column(11, NOWHERE),
        level=numbers(12, LEVELS),
        above=column(13, NOWHERE),
        held=np.zeros(len(rows), dtype=np.int64),
    )
