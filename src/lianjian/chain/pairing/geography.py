"""Where two bodies stand to each other: in one county or not (M2), near or far (M29)."""

from __future__ import annotations

from enum import StrEnum

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import CodeRange
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import Level, ancestor_code, subtree
from lianjian.ground.places.models import Division

_IN_A_COUNTY = (Level.COUNTY, Level.TOWN, Level.VILLAGE, Level.HAMLET)


class Distance(StrEnum):
    CITY = "same_city"
    PROVINCE = "same_province"
    BEYOND = "beyond"
    UNKNOWN = "unknown"


class Counties:
    """Answers "do these two answer to one county?", and remembers each county it has looked up."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[CodeRange, ...]] = {}

    def share(self, village: Division, affiliation: Division | None) -> bool:
        """Whether a body with this affiliation is inside the village's county (M2).

        Computed from the affiliation alone: a provincial department seated in the county is
        outside it, a central body (no affiliation) outside every county. A county that was
        renumbered, and a city that is one county, are still the same county.
        """
        if affiliation is None:
            return False
        if _covers(self.ranges(village), affiliation.code):
            return True
        county = places.own_county(affiliation)
        return county.level in _IN_A_COUNTY and _covers(self.ranges(county), village.code)

    def ranges(self, division: Division) -> tuple[CodeRange, ...]:
        """The codes of the county in which a division lies, those it had before included."""
        code = ancestor_code(division.code, Level.COUNTY)
        if code not in self._known:
            county = places.county_of(division)
            self._known[code] = places.ranges(county) if county else (subtree(code, Level.COUNTY),)
        return self._known[code]


def distance(village: Division | None, seat: Division | None) -> Distance:
    """How far a body's seat is from a village, as far as the division codes tell."""
    if village is None or seat is None:
        return Distance.UNKNOWN
    if ancestor_code(village.code, Level.PROVINCE) != ancestor_code(seat.code, Level.PROVINCE):
        return Distance.BEYOND
    if seat.code % 10**13 == 0:
        return Distance.PROVINCE
    same = ancestor_code(village.code, Level.CITY) == ancestor_code(seat.code, Level.CITY)
    return Distance.CITY if same else Distance.PROVINCE


def _covers(ranges: tuple[CodeRange, ...], code: int) -> bool:
    return any(first <= code < behind for first, behind in ranges)


def town_of(branch: Branch) -> Division | None:
    """The township in which a village lies, or whatever lies above it."""
    place = branch.host.affiliation
    return place.parent or place if place is not None else None
