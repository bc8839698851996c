"""Who answers to a village's own county (M2), of everybody at once.

``geography.Counties`` knows that a renumbered county, and a city that is one county, is still the
same one. It is asked once for each county; what it says becomes numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lianjian.engine.pairing import Bools, Ints
from lianjian.engine.pairing.principles import COUNTY, NOWHERE
from lianjian.ground.core.scope import CodeRange
from lianjian.ground.places import many
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import Level

from ..geography import Counties
from ..instance import among
from .people import LEVELS, Side

_BELOW = tuple(
    LEVELS.index(level) for level in (Level.COUNTY, Level.TOWN, Level.VILLAGE, Level.HAMLET)
)


@dataclass(frozen=True)
class Inside:
    """Which pairs are inside a county. ``home`` (villages,) numbers the counties, ``place``
    (partners,) the affiliations; ``shared`` holds ``home · many + place`` of those that share one,
    ascending. ``affiliation`` (partners,) is the code of a county whose villages a partner is
    inside with, as the finder takes it; NOWHERE for none."""

    home: Ints
    place: Ints
    many: int
    shared: Ints
    affiliation: Ints

    def bars(self, village: Ints, partner: Ints) -> Bools:
        """(pairs,): whether these pairs (rows) are inside a county."""
        key = self.home[village] * self.many + self.place[partner]
        return among(key, self.shared) & (self.place[partner] >= 0)

    def ordered(self, villages: Ints, partners: Ints) -> Inside:
        """The same for rows in another order."""
        return Inside(
            self.home[villages],
            self.place[partners],
            self.many,
            self.shared,
            self.affiliation[partners],
        )


def inside(villages: Side, partners: Side) -> Inside:
    """For both sides as they were enrolled: a county is asked about by its first village."""
    codes, first, home = np.unique(
        villages.affiliation // COUNTY, return_index=True, return_inverse=True
    )
    keys, one, place = np.unique(partners.place, return_index=True, return_inverse=True)
    many = max(1, len(keys))
    shared = np.unique(
        np.array(
            [
                county * many + at
                for county, at in _shared(villages.rows(first), partners.rows(one))
                if codes[county] >= 0 and keys[at] >= 0
            ],
            dtype=np.int64,
        )
    )
    # Of several counties the finder is told the first; ``bars`` knows them all.
    affiliation = np.full(len(keys), NOWHERE, dtype=np.int64)
    affiliation[shared[::-1] % many] = codes[shared[::-1] // many] * COUNTY
    return Inside(
        home,
        np.where(partners.place < 0, -1, place),
        many,
        shared,
        affiliation[place] if len(place) else np.zeros(0, dtype=np.int64),
    )


def _shared(villages: Side, partners: Side) -> Iterator[tuple[int, int]]:
    """The rows of counties and affiliations, one entry each, that share a county."""
    counties = Counties()
    known = many.divisions([key for key in villages.place.tolist() if key >= 0])
    for row, key in enumerate(villages.place.tolist()):
        if key in known:
            for at in _within(partners.affiliation, counties.ranges(known[key])):
                yield row, at
    own = _own_counties(partners)
    known = many.divisions(sorted({key for key, _rows in own.values()}))
    for key, rows in own.values():
        for row in _within(villages.affiliation, counties.ranges(known[key])):
            for at in rows:
                yield row, at


def _own_counties(partners: Side) -> dict[int, tuple[int, list[int]]]:
    """{code of a county: a division in it, the affiliations in it}; none for what lies above the
    counties, but for a city that consists of one."""
    found: dict[int, tuple[int, list[int]]] = {}
    below = np.isin(partners.level, _BELOW)
    codes = partners.affiliation // COUNTY
    for row in np.flatnonzero(below).tolist():
        found.setdefault(int(codes[row]), (int(partners.place[row]), []))[1].append(row)
    cities = np.flatnonzero(partners.level == LEVELS.index(Level.CITY))
    known = many.divisions(partners.place[cities].tolist())
    for row in cities.tolist():
        county = places.own_county(known[int(partners.place[row])])
        if county.level == Level.COUNTY:
            found.setdefault(county.code // COUNTY, (county.pk, []))[1].append(row)
    return found


def _within(codes: Ints, ranges: tuple[CodeRange, ...]) -> list[int]:
    inside = np.zeros(len(codes), dtype=np.bool_)
    for low, behind in ranges:
        inside |= (codes >= low) & (codes < behind)
    return [int(row) for row in np.flatnonzero(inside)]
