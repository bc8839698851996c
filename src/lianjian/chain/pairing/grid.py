"""The scores of all pairs of a round at once, as tables of villages × partners.

The same functions that explain a single pair (``scores``) fill the tables: they are asked once for
each different case, not once for each pair. ``tests/test_grid.py`` holds the two together.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lianjian.engine import pairing as engine
from lianjian.ground.places.codes import Level, ancestor_code
from lianjian.ground.places.models import Division

from . import scores
from .geography import Counties, Distance, distance
from .material import Material
from .models import Candidate, RuleSet
from .scores import PRINCIPLES, Listed, Wish

BARRED = ("", *Candidate.Barred.values)
"""What the hard filter says of a pair, by number: 0 is nothing."""
FARTHEST_KEPT = 1_000_000
"""So many pairs' scores are kept with a solution (a county has 130,000)."""


@dataclass(frozen=True)
class Answers:
    """``found`` points into the ``needs`` and ``offers``, in the order in which they were given."""

    needs: list[Listed]
    offers: list[Listed]
    found: engine.Relevance

    def best(self, row: int, column: int) -> tuple[Listed, Listed] | None:
        """The need of a village and the offer of a partner that answer each other best."""
        need, offer = int(self.found.need[row, column]), int(self.found.offer[row, column])
        return (self.needs[need], self.offers[offer]) if need >= 0 else None


@dataclass(frozen=True)
class Grid:
    """``four``: principle → (villages, partners) in micro-units; ``barred`` (villages, partners)
    numbers into ``BARRED``. ``villages`` and ``partners`` are the branches of its rows and columns.
    ``answers`` are the need and the offer of a pair that answer each other best.
    """

    villages: list[int]
    partners: list[int]
    four: Mapping[str, engine.Ints]
    barred: engine.Ints
    answers: Answers | None = None

    def weighted(self, rules: RuleSet) -> engine.Ints:
        """The four by the weights of a rule set (percent, together 100)."""
        return self.by({name: int(getattr(rules, name)) for name in PRINCIPLES})

    def by(self, weights: Mapping[str, int]) -> engine.Ints:
        """The four by any weights in percent."""
        table = sum(self.four[name] * weights[name] for name in PRINCIPLES)
        return np.asarray(table, dtype=np.int64) // 100

    @property
    def size(self) -> int:
        return len(self.villages) * len(self.partners)

    @property
    def is_kept(self) -> bool:
        """Whether the tables are kept with a solution, and not too large for it."""
        return self.size <= FARTHEST_KEPT

    def packed(self) -> bytes:
        """The tables as they are kept with a solution; nothing for a round that is too large."""
        if not self.is_kept:
            return b""
        tables = [self.four[name].astype(np.int32).tobytes() for name in PRINCIPLES]
        return zlib.compress(b"".join([*tables, self.barred.astype(np.int32).tobytes()]), 1)

    @staticmethod
    def unpacked(data: bytes, villages: list[int], partners: list[int]) -> Grid:
        """What ``packed`` kept, for the branches of its rows and columns."""
        shape = (len(PRINCIPLES) + 1, len(villages), len(partners))
        tables = np.frombuffer(zlib.decompress(data), dtype=np.int32).reshape(shape)
        tables = tables.astype(np.int64)
        four = dict(zip(PRINCIPLES, tables[:-1], strict=True))
        return Grid(villages, partners, four, tables[-1])


def grid_of(material: Material, rules: RuleSet) -> Grid:
    """The scores of every pair of a round's participants, and what bars it."""
    answers = _answers(material)
    return Grid(
        villages=[row.branch_id for row in material.villages],
        partners=[row.branch_id for row in material.partners],
        four={
            "willingness": _willingness(material),
            "ties": _ties(material),
            "span": _span(material),
            "relevance": answers.found.score,
        },
        barred=_barred(material, rules),
        answers=answers,
    )


def answers_of(material: Material, villages: Sequence[int], partners: Sequence[int]) -> Answers:
    """What some villages need against what some partners offer, each side by its branches."""
    rows, columns = ({key: n for n, key in enumerate(side)} for side in (villages, partners))
    needs = _in_order(material.needs, rows)
    offers = _in_order(material.offers, columns)
    found = engine.relevance(*scores.both(needs, offers), len(rows), len(columns))
    return Answers([one for _row, one in needs], [one for _row, one in offers], found)


def _empty(material: Material) -> engine.Ints:
    return np.zeros((len(material.villages), len(material.partners)), dtype=np.int64)


def _places(material: Material) -> tuple[dict[int, int], dict[int, int]]:
    return (
        {row.branch_id: n for n, row in enumerate(material.villages)},
        {row.branch_id: n for n, row in enumerate(material.partners)},
    )


def _willingness(material: Material) -> engine.Ints:
    """What each says to anybody gives a table by classes; what is said by name goes over it."""
    table = _empty(material)
    rows, columns = _places(material)
    village_class = _classes([material.wishes.get((key, None)) for key in rows])
    partner_class = _classes([material.wishes.get((key, None)) for key in columns])
    for one, mine in village_class.items():
        for other, theirs in partner_class.items():
            score = scores.willingness(_AS_SAID[one], _AS_SAID[other]).score
            table[np.ix_(mine, theirs)] = score
    named = {
        (branch, towards) if branch in rows else (towards, branch)
        for branch, towards in material.wishes
        if towards is not None
    }
    for village, partner in named:
        if village in rows and partner in columns:
            table[rows[village], columns[partner]] = scores.willingness(
                material.wish_of(village, partner), material.wish_of(partner, village)
            ).score
    return table


_ANY_DAY = dt.date(2000, 1, 1)
_AS_SAID = {
    None: None,
    True: Wish(True, _ANY_DAY, by_name=False),
    False: Wish(False, _ANY_DAY, by_name=False),
}


def _classes(wishes: list[Wish | None]) -> dict[bool | None, list[int]]:
    """Who has said nothing, yes or no to anybody, by their rows."""
    found: dict[bool | None, list[int]] = {}
    for row, wish in enumerate(wishes):
        found.setdefault(None if wish is None else wish.wants, []).append(row)
    return found


def _ties(material: Material) -> engine.Ints:
    table = _empty(material)
    rows, columns = _places(material)
    for (village, partner), known in material.ties.items():
        if village in rows and partner in columns:
            score = scores.ties(known, on=material.day).score
            table[rows[village], columns[partner]] = score
    return table


def _span(material: Material) -> engine.Ints:
    table = _empty(material)
    for mine in _by_city(material).values():
        home = material.villages[mine[0]].branch.host.affiliation
        for column, row in enumerate(material.partners):
            away = distance(home, row.branch.host.seat or row.branch.host.affiliation)
            held = material.held[row.branch_id]
            table[mine, column] = scores.span(row.branch.span, held, away).score
    return table


def _by_city(material: Material) -> dict[int | None, list[int]]:
    """The villages' rows by the city they lie in: all of one city are equally far from a seat."""
    found: dict[int | None, list[int]] = {}
    for row, participant in enumerate(material.villages):
        home = participant.branch.host.affiliation
        city = None if home is None else ancestor_code(home.code, Level.CITY)
        found.setdefault(city, []).append(row)
    return found


def _answers(material: Material) -> Answers:
    rows, columns = _places(material)
    return answers_of(material, list(rows), list(columns))


def _in_order(
    listed: Mapping[int, Sequence[Listed]], places: Mapping[int, int]
) -> list[tuple[int, Listed]]:
    """Needs or offers with the row of their branch, by that row."""
    return [(places[key], one) for key in places for one in listed.get(key, ())]


def _barred(material: Material, rules: RuleSet) -> engine.Ints:
    """The hard filter; of several reasons the first in the order of ``Candidate.Barred``."""
    table = _empty(material)
    _bar_far(table, material, rules)
    rows, columns = _places(material)
    for number, pairs in (
        (BARRED.index(Candidate.Barred.PROPOSED), material.proposed),
        (BARRED.index(Candidate.Barred.REFUSED), material.refused),
        (BARRED.index(Candidate.Barred.PAIRED), material.paired),
    ):
        for village, partner in pairs:
            if village in rows and partner in columns:
                table[rows[village], columns[partner]] = number
    _bar_inside(table, material)
    return table


def _bar_inside(table: engine.Ints, material: Material) -> None:
    counties, inside = Counties(), BARRED.index(Candidate.Barred.INSIDE)
    homes: dict[int, list[int]] = {}
    for row, participant in enumerate(material.villages):
        home = participant.branch.host.affiliation
        if home is not None:
            homes.setdefault(ancestor_code(home.code, Level.COUNTY), []).append(row)
    above: dict[int, list[int]] = {}
    places: dict[int, Division] = {}
    for column, participant in enumerate(material.partners):
        place = participant.branch.host.affiliation
        if place is not None:
            above.setdefault(place.pk, []).append(column)
            places[place.pk] = place
    for mine in homes.values():
        home = material.villages[mine[0]].branch.host.affiliation
        for key, theirs in above.items():
            if home is not None and counties.share(home, places[key]):
                table[np.ix_(mine, theirs)] = inside


_REACH = {Distance.CITY: 1, Distance.PROVINCE: 2, Distance.BEYOND: 3, Distance.UNKNOWN: 1}
"""A partner whose seat nobody has recorded is not kept out for being far."""


def _bar_far(table: engine.Ints, material: Material, rules: RuleSet) -> None:
    """Partners seated farther than the rules allow."""
    if rules.farthest == RuleSet.Farthest.ANYWHERE:
        return
    most = 1 if rules.farthest == RuleSet.Farthest.CITY else 2
    far = BARRED.index(Candidate.Barred.FAR)
    for mine in _by_city(material).values():
        home = material.villages[mine[0]].branch.host.affiliation
        for column, row in enumerate(material.partners):
            seat = row.branch.host.seat or row.branch.host.affiliation
            if _REACH[distance(home, seat)] > most:
                table[mine, column] = far
