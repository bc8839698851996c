"""Rules on groups: a township's villages, a university's branches, one kind of partner in all.

A *cap* says how many of the pairs between some villages and some partners a plan may have at most,
and how many it must have at least wherever that is possible. Caps that are nested (a township in a
county, a branch in a university) leave the problem a flow, so its answer stays exact. Caps that
cross (one kind within a township) do not; ``families`` tells the two apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .tables import LARGEST, BadProblem, Bools, Column, Ints, whole

Group = Sequence[Any] | None
"""Ids of villages or of partners; None for all of them."""


@dataclass(frozen=True)
class Caps:
    """Rules on groups as they are brought to the door, one a row.

    ``name`` text, each once; ``villages`` and ``partners`` groups; ``least`` ≥ 0; ``most`` ≥
    ``least``, or None for no limit.
    """

    name: Sequence[str] = ()
    villages: Sequence[Group] = ()
    partners: Sequence[Group] = ()
    least: Column = ()
    most: Sequence[int | None] = field(default=())


@dataclass(frozen=True)
class Cap:
    """At most ``most`` pairs of these villages with these partners (rows, ascending; None: all),
    and at least ``least`` wherever possible: each missing one counts as a village unserved."""

    name: str
    villages: Ints | None
    partners: Ints | None
    least: int
    most: int

    def holds(self, village: Ints, partner: Ints) -> Bools:
        """(pairs,): which of these pairs (rows of villages and partners) it counts."""
        inside = np.ones(len(village), dtype=np.bool_)
        for group, rows in ((self.villages, village), (self.partners, partner)):
            if group is not None:
                inside &= np.isin(rows, group)
        return inside


class Surcharge:
    """What the prices of caps add to the price of a pair: those of all caps that count it.

    ``prices`` (caps,) in micro-units; below 0 where a cap's least pays for pairs.
    """

    def __init__(self, caps: Sequence[Cap], prices: Ints, villages: int, partners: int) -> None:
        self.village = np.zeros(villages, dtype=np.int64)
        self.partner = np.zeros(partners, dtype=np.int64)
        self.crossing: list[tuple[Bools, Bools, int]] = []
        for cap, price in zip(caps, prices.tolist(), strict=True):
            if cap.partners is None:
                self.village[slice(None) if cap.villages is None else cap.villages] += price
            elif cap.villages is None:
                self.partner[cap.partners] += price
            else:
                one = np.zeros(villages, dtype=np.bool_)
                other = np.zeros(partners, dtype=np.bool_)
                one[cap.villages] = True
                other[cap.partners] = True
                self.crossing.append((one, other, price))

    def of(self, village: Ints, partner: Ints) -> Ints:
        """(pairs,): for pairs of these rows."""
        found = self.village[village] + self.partner[partner]
        for one, other, price in self.crossing:
            found += (one[village] & other[partner]) * np.int64(price)
        return found


@dataclass(frozen=True)
class Family:
    """Nested caps over villages, or over partners. ``inner`` (members,) is the innermost cap of
    each, ``outer`` (caps,) the next one around each; −1 for none. ``cap`` are the problem's caps.
    """

    cap: tuple[int, ...]
    inner: Ints
    outer: Ints


def checked(
    caps: Caps, villages: Mapping[Any, int], partners: Mapping[Any, int]
) -> tuple[Cap, ...]:
    """The caps with the rows of their groups, by name; raises BadProblem with row and reason."""
    count = len(caps.name)
    columns = (caps.villages, caps.partners, caps.least, caps.most)
    if any(len(column) != count for column in columns):
        raise BadProblem("caps", None, "the columns are not of one length")
    most = whole("caps", "most", [LARGEST if n is None else n for n in caps.most], 0, LARGEST)
    least = whole("caps", "least", caps.least, 0, LARGEST)
    found: dict[str, Cap] = {}
    for row, name in enumerate(caps.name):
        if not isinstance(name, str) or not name:
            raise BadProblem("caps", row, f"a name must be text, not {name!r}")
        if name in found:
            first = list(caps.name).index(name)
            raise BadProblem("caps", row, f"the same name again: {name}", first=first)
        if least[row] > most[row]:
            raise BadProblem("caps", row, f"at least {least[row]} and at most {most[row]}")
        found[name] = Cap(
            name,
            _rows("village", row, caps.villages[row], villages),
            _rows("partner", row, caps.partners[row], partners),
            int(least[row]),
            int(most[row]),
        )
    return tuple(found[name] for name in sorted(found))


def _rows(what: str, row: int, group: Group, rows: Mapping[Any, int]) -> Ints | None:
    if group is None:
        return None
    missing = next((one for one in group if one not in rows), None)
    if missing is not None:
        raise BadProblem("caps", row, f"no such {what}: {missing!r}")
    found = np.unique(np.array([rows[one] for one in group], dtype=np.int64))
    return None if len(found) == len(rows) else found


def families(caps: Sequence[Cap], villages: int, partners: int) -> tuple[Family, Family] | None:
    """The caps as two nested families, of villages and of partners; None where some cross."""
    of_villages = [n for n, cap in enumerate(caps) if cap.partners is None]
    of_partners = [
        n for n, cap in enumerate(caps) if cap.villages is None and cap.partners is not None
    ]
    if len(of_villages) + len(of_partners) < len(caps):
        return None
    one = _nested(of_villages, [caps[n].villages for n in of_villages], villages)
    other = _nested(of_partners, [caps[n].partners for n in of_partners], partners)
    return None if one is None or other is None else (one, other)


def _nested(cap: Sequence[int], groups: Sequence[Ints | None], members: int) -> Family | None:
    """The larger first: a group lies in whatever its members lay in before it."""
    every = np.arange(members)
    sets = [every if group is None else group for group in groups]
    order = sorted(range(len(sets)), key=lambda n: -len(sets[n]))
    inner = np.full(members, -1, dtype=np.int64)
    outer = np.full(len(sets), -1, dtype=np.int64)
    for place, n in enumerate(order):
        around = np.unique(inner[sets[n]])
        if len(around) > 1:
            return None
        outer[place] = around[0] if len(around) else -1
        inner[sets[n]] = place
    return Family(tuple(cap[n] for n in order), inner, outer)
