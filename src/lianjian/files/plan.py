"""A plan out of its files: pairs, prices and the certificate, each fault with the person's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from lianjian.engine.pairing import Certificate, Hall, Ints, Plan, Problem

from .columns import CERTIFICATE, PAIRS, PRICES, share
from .forms import read_table
from .instance import Instance
from .rules import GROUPS
from .sources import Source, Unreadable, read_json
from .tables import Read

_FAR = 2**62
AT_ONCE = 1_000_000
"""Candidates among which pairs are looked for at a time."""


@dataclass(frozen=True)
class Brought:
    """A plan that was read. ``faults`` are what no plan of this instance can have; then there is
    no ``plan`` to go on with."""

    plan: Plan | None
    certificate: Certificate | None
    faults: tuple[str, ...]


@dataclass(frozen=True)
class _Names:
    """The rows of villages and partners by their ids as text: a plan in CSV has no other."""

    villages: Mapping[str, int]
    partners: Mapping[str, int]


def read_plan(source: Source, instance: Instance) -> Brought:
    """Pairs, prices and certificate; Unreadable for files that cannot be read as such."""
    problem = instance.problem
    pairs, prices = read_table(source, PAIRS), read_table(source, PRICES)
    said, groups = _certificate(source)
    names = _Names(
        {str(name): row for row, name in enumerate(problem.village_id)},
        {str(name): row for row, name in enumerate(problem.partner_id)},
    )
    rows, faults = _chosen(problem, names, pairs)
    paid, more = _paid(names, prices)
    certificate, others = _named(names, said)
    of_groups, strange = _paid_by_groups(problem, groups)
    faults = [*faults, *more, *others, *strange]
    if faults:
        return Brought(None, None, tuple(faults))
    return Brought(Plan(np.sort(rows), paid, of_groups), certificate, ())


def _chosen(problem: Problem, names: _Names, read: Read) -> tuple[Ints, list[str]]:
    """The candidate rows of the pairs, and what is wrong with them."""
    village = read.found("village", names.villages, str)
    partner = read.found("partner", names.partners, str)
    scores = read.shares("score", -_FAR, _FAR)
    rows = _rows_of(problem, village, partner)
    right = (rows >= 0) & (problem.score[rows] == scores) if len(problem) else rows >= 0
    if right.all() and len(np.unique(rows)) == len(rows):
        return rows, []
    return rows, list(_wrong_pairs(problem, read, rows, scores))


def _rows_of(problem: Problem, village: Ints, partner: Ints) -> Ints:
    """(pairs,) the candidate row of each pair, −1 where there is none."""
    width = np.int64(max(1, len(problem.partner_id)))
    key = np.where((village < 0) | (partner < 0), -1, village * width + partner)
    wanted, place = np.unique(key, return_inverse=True)
    found = np.full(len(wanted), -1, dtype=np.int64)
    for low in range(0, len(problem), AT_ONCE):
        some = slice(low, low + AT_ONCE)
        here = problem.village[some] * width + problem.partner[some]
        # Only among those that could be here: mostly few, for tables go village by village.
        first, last = np.searchsorted(wanted, (here.min(), here.max() + 1))
        at = first + np.searchsorted(wanted[first:last], here)
        row = np.flatnonzero(at < last)
        row = row[wanted[at[row]] == here[row]]
        found[at[row]] = low + row
    return found[place]


def _wrong_pairs(problem: Problem, read: Read, rows: Ints, scores: Ints) -> Iterator[str]:
    """A line for each pair that is none, is there again or has another score."""
    villages, partners = ([str(name) for name in read.ids(n)] for n in ("village", "partner"))
    met: dict[tuple[str, str], int] = {}
    for n, pair in enumerate(zip(villages, partners, strict=True)):
        where = f"{read.file}, {read.at(n)}: {pair[0]} and {pair[1]}"
        if pair in met:
            yield f"{where} are a pair again, as in {read.at(met[pair])}"
        elif rows[n] < 0:
            yield f"{where} are no candidate pair"
        elif (true := int(problem.score[rows[n]])) != scores[n]:
            yield f"{where} have the score {share(true)}, not {share(int(scores[n]))}"
        met.setdefault(pair, n)


def _paid(names: _Names, read: Read) -> tuple[Ints, list[str]]:
    """One price a partner, in the order of the problem, and what is wrong with them."""
    rows = read.found("partner", names.partners, str)
    prices = read.shares("price", -_FAR, _FAR)
    times = np.bincount(rows[rows >= 0], minlength=len(names.partners))
    paid = np.zeros(len(times), dtype=np.int64)
    paid[rows[rows >= 0]] = prices[rows >= 0]
    if (times == 1).all() and (rows >= 0).all():
        return paid, []
    return paid, list(_wrong_prices(names, read, times))


def _wrong_prices(names: _Names, read: Read, times: Ints) -> Iterator[str]:
    """A line for each price that is nobody's, is there again or is missing."""
    met = set[str]()
    for n, name in enumerate(map(str, read.ids("partner"))):
        if name not in names.partners:
            yield f"{read.file}, {read.at(n)}: there is no partner {name}"
        elif name in met:
            yield f"{read.file}, {read.at(n)}: partner {name} has a price already"
        met.add(name)
    for name, row in names.partners.items():
        if not times[row]:
            yield f"{read.file}: partner {name} has no price"


def _certificate(source: Source) -> tuple[dict[str, Any], dict[str, int]]:
    """What the certificate says, with the right types, and the prices of groups."""
    if CERTIFICATE not in source.names():
        raise Unreadable(source.label, f"{CERTIFICATE} is missing")
    known = [field.name for field in fields(Certificate)]
    said = read_json(source, CERTIFICATE, [name for name in known if name not in _LATER])
    said = {**_LATER, **said}
    for name in known:
        wanted: type = list if name == "hall" else str if name.endswith("digest") else int
        if type(said[name]) is not wanted:
            kind = {list: "a list", str: "text", int: "a whole number"}[wanted]
            raise Unreadable(CERTIFICATE, f"{name} must be {kind}, not {said[name]!r}")
    if not all(_is_piece(piece) for piece in said["hall"]):
        raise Unreadable(CERTIFICATE, "hall must list pieces with villages and partners by id")
    groups = said.get(GROUPS, {})
    if not isinstance(groups, dict) or any(type(price) is not int for price in groups.values()):
        raise Unreadable(CERTIFICATE, "groups must hold the prices of groups: {…}")
    return {name: said[name] for name in known}, groups


def _paid_by_groups(problem: Problem, said: Mapping[str, int]) -> tuple[Ints, list[str]]:
    """One price a rule on a group, in the order of the problem, and what is wrong with them."""
    names = [cap.name for cap in problem.caps]
    faults = [f"{CERTIFICATE}: there is no group {name}" for name in said if name not in names]
    faults += [f"{CERTIFICATE}: group {name} has no price" for name in names if name not in said]
    faults += [
        f"{CERTIFICATE}: the price of group {name} is too large"
        for name, price in said.items()
        if abs(price) > _FAR
    ]
    if faults:
        return np.zeros(0, dtype=np.int64), faults
    return np.array([said[name] for name in names], dtype=np.int64), []


_LATER = {"must_open": 0, "least_filled": 0, "least_missing": 0}
"""What certificates of before do not say, and what it was then."""


def _is_piece(piece: object) -> bool:
    """{"villages": [ids], "partners": [ids]}"""
    if not isinstance(piece, dict):
        return False
    sides = [piece.get(side) for side in ("villages", "partners")]
    return all(
        isinstance(side, list) and all(isinstance(name, str) for name in side) for side in sides
    )


def _named(names: _Names, said: Mapping[str, Any]) -> tuple[Certificate | None, list[str]]:
    """The certificate with the rows that its ids name."""
    villages, partners = names.villages, names.partners
    faults = [
        f"{CERTIFICATE}: the Hall proof names {name}, which is no {side[:-1]}"
        for piece in said["hall"]
        for side, known in (("villages", villages), ("partners", partners))
        for name in piece[side]
        if name not in known
    ]
    if faults:
        return None, faults
    hall = tuple(
        Hall(
            tuple(villages[name] for name in piece["villages"]),
            tuple(partners[name] for name in piece["partners"]),
        )
        for piece in said["hall"]
    )
    return Certificate(**{**said, "hall": hall}), []
