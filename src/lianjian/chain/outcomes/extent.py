"""A place and what it is made of, so that one question answers for all of its parts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from lianjian.ground.core.scope import CodeRange, Scope
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

OF_ITSELF = -1
"""The number of the part for what lies in a place and in none of its parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One division directly below a place, with the codes that it has and had."""

    division: Division
    ranges: tuple[CodeRange, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A place with its codes and its parts, the parts in the order of their codes."""

    division: Division
    ranges: tuple[CodeRange, ...]
    parts: tuple[Part, ...]

    @staticmethod
    def of(division: Division) -> Extent:
        """The extent of a place: a constant number of queries, however many parts it has."""
        below = list(places.children(division))
        known = places.ranges_of(below)
        parts = tuple(Part(one, known[one.pk]) for one in below)
        return Extent(division, places.ranges(division), parts)

    @property
    def scope(self) -> Scope:
        """All that whoever has this place in their care may see of it."""
        return Scope(ranges=self.ranges)

    @property
    def level(self) -> str:
        return self.division.level

    def inside(self, at: str) -> Q:
        """Rows whose division code at ``at`` lies in the place."""
        return self.scope.inside(at)

    def part(self, at: str) -> Case | Value:
        """The number of the part in which a row's division code lies, to group by."""
        arms = [
            When(Scope(ranges=part.ranges).inside(at), then=Value(number))
            for number, part in enumerate(self.parts)
        ]
        if not arms:
            return Value(OF_ITSELF, output_field=IntegerField())
        return Case(*arms, default=Value(OF_ITSELF), output_field=IntegerField())

    def part_of(self, code: int) -> int:
        """The number of the part in which a code lies."""
        for number, part in enumerate(self.parts):
            if _covers(part.ranges, code):
                return number
        return OF_ITSELF


def _covers(ranges: Sequence[CodeRange], code: int) -> bool:
    return any(first <= code < behind for first, behind in ranges)


def asked_place(scope: Scope, own: Division | None, key: str) -> Division | None:
    """The place that was asked for by its key, if it lies in the reader's area; else their own.

    Raises OutOfScope for a place that is none, or somebody else's.
    """
    if not key:
        return own
    if not key.isdecimal() or len(key) > _LONGEST_KEY:
        raise OutOfScope(_("There is no such place, or it is not yours to see."))
    found = places.division(int(key))
    if not scope.covers(found.code):
        raise OutOfScope(_("There is no such place, or it is not yours to see."))
    return found


_LONGEST_KEY = 18
