"""A plan as files: pairs, prices and the certificate; written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from lianjian import __version__
from lianjian.engine.pairing import Certificate, Hall, Plan, Problem

from . import folders
from .columns import CERTIFICATE, PAIRS, PRICES, certificate_of, csv_of, json_of, share
from .instance import Instance
from .sources import Source, Unreadable, read_json
from .tables import Read, read_table

_OURS = {f"{table.name}.{end}" for table in (PAIRS, PRICES) for end in ("csv", "parquet")} | {
    CERTIFICATE
}
_FAR = 2**62
_SHARE = pa.decimal128(20, 6)


@dataclass(frozen=True)
class Brought:
    """A plan that was read. ``faults`` are what no plan of this instance can have; then there is
    no ``plan`` to go on with."""

    plan: Plan | None
    certificate: Certificate | None
    faults: tuple[str, ...]


# -- reading --


def read_plan(source: Source, instance: Instance) -> Brought:
    """Pairs, prices and certificate; Unreadable for files that cannot be read as such."""
    pairs, prices = read_table(source, PAIRS), read_table(source, PRICES)
    said = _certificate(source)
    rows, faults = _chosen(instance.problem, pairs)
    paid, more = _paid(instance.problem, prices)
    certificate, others = _named(instance, said)
    faults = [*faults, *more, *others]
    if faults:
        return Brought(None, None, tuple(faults))
    return Brought(Plan(np.sort(rows), paid), certificate, ())


def _chosen(problem: Problem, read: Read) -> tuple[Any, list[str]]:
    """The candidate rows of the pairs, and what is wrong with them."""
    villages, partners = ([str(name) for name in read.ids(n)] for n in ("village", "partner"))
    scores = read.shares("score", -_FAR, _FAR).tolist()
    wanted = set(zip(villages, partners, strict=True))
    row_of: dict[tuple[str, str], int] = {}
    for row, (i, j) in enumerate(
        zip(problem.village.tolist(), problem.partner.tolist(), strict=True)
    ):
        pair = (str(problem.village_id[i]), str(problem.partner_id[j]))
        if pair in wanted:
            row_of[pair] = row
    rows: list[int] = []
    faults: list[str] = []
    met: dict[tuple[str, str], int] = {}
    for n, pair in enumerate(zip(villages, partners, strict=True)):
        where = f"{read.file}, {read.at(n)}: {pair[0]} and {pair[1]}"
        if pair in met:
            faults.append(f"{where} are a pair again, as in {read.at(met[pair])}")
        elif pair not in row_of:
            faults.append(f"{where} are no candidate pair")
        elif (true := int(problem.score[row_of[pair]])) != scores[n]:
            faults.append(f"{where} have the score {share(true)}, not {share(scores[n])}")
        else:
            rows.append(row_of[pair])
        met.setdefault(pair, n)
    return np.array(rows, dtype=np.int64), faults


def _paid(problem: Problem, read: Read) -> tuple[Any, list[str]]:
    """One price a partner, in the order of the problem."""
    names = [str(name) for name in read.ids("partner")]
    prices = read.shares("price", -_FAR, _FAR).tolist()
    place = {str(name): row for row, name in enumerate(problem.partner_id)}
    found: dict[int, int] = {}
    faults: list[str] = []
    for n, (name, price) in enumerate(zip(names, prices, strict=True)):
        if name not in place:
            faults.append(f"{read.file}, {read.at(n)}: there is no partner {name}")
        elif place[name] in found:
            faults.append(f"{read.file}, {read.at(n)}: partner {name} has a price already")
        else:
            found[place[name]] = price
    faults += [
        f"{read.file}: partner {name} has no price"
        for name, row in place.items()
        if row not in found
    ]
    return np.array([found.get(row, 0) for row in range(len(place))], dtype=np.int64), faults


def _certificate(source: Source) -> dict[str, Any]:
    """What the certificate says, with the right types."""
    if CERTIFICATE not in source.names():
        raise Unreadable(source.label, f"{CERTIFICATE} is missing")
    known = [field.name for field in fields(Certificate)]
    said = read_json(source, CERTIFICATE, known)
    for name in known:
        wanted: type = list if name == "hall" else str if name.endswith("digest") else int
        if type(said[name]) is not wanted:
            kind = {list: "a list", str: "text", int: "a whole number"}[wanted]
            raise Unreadable(CERTIFICATE, f"{name} must be {kind}, not {said[name]!r}")
    if not all(_is_piece(piece) for piece in said["hall"]):
        raise Unreadable(CERTIFICATE, "hall must list pieces with villages and partners by id")
    return {name: said[name] for name in known}


def _is_piece(piece: object) -> bool:
    """{"villages": [ids], "partners": [ids]}"""
    if not isinstance(piece, dict):
        return False
    sides = [piece.get(side) for side in ("villages", "partners")]
    return all(
        isinstance(side, list) and all(isinstance(name, str) for name in side) for side in sides
    )


def _named(instance: Instance, said: Mapping[str, Any]) -> tuple[Certificate | None, list[str]]:
    """The certificate with the rows that its ids name."""
    problem = instance.problem
    villages = {str(name): row for row, name in enumerate(problem.village_id)}
    partners = {str(name): row for row, name in enumerate(problem.partner_id)}
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


# -- writing --


def must_be_writable(folder: Path) -> None:
    """Before the long work: refuse a place where the plan could not be put."""
    folders.must_be_writable(folder, _OURS, "a plan")


def write_plan(
    folder: Path,
    problem: Problem,
    plan: Plan,
    certificate: Certificate,
    *,
    seconds: Mapping[str, float],
    text: bool,
) -> None:
    """Write the plan's files beside ``folder`` and then put them in its place, all at once.

    A plan that stood there is replaced. Whatever happens, there is the old one or the new one.
    """
    must_be_writable(folder)
    with folders.put_whole(folder) as made:
        for name, data in _files(problem, plan, certificate, seconds, text):
            (made / name).write_bytes(data)


def _files(
    problem: Problem,
    plan: Plan,
    certificate: Certificate,
    seconds: Mapping[str, float],
    text: bool,
) -> Iterator[tuple[str, bytes]]:
    village, partner = problem.village[plan.pairs].tolist(), problem.partner[plan.pairs].tolist()
    pairs = sorted(
        (problem.village_id[i], problem.partner_id[j], score)
        for i, j, score in zip(village, partner, problem.score[plan.pairs].tolist(), strict=True)
    )
    prices = sorted(zip(problem.partner_id, plan.prices.tolist(), strict=True))
    for table, rows in ((PAIRS, pairs), (PRICES, prices)):
        shown = [(*row[:-1], share(row[-1])) for row in rows]
        if text:
            yield f"{table.name}.csv", csv_of(table, shown).encode()
        else:
            yield f"{table.name}.parquet", _parquet(table.columns, shown)
    yield (
        CERTIFICATE,
        json_of(
            {
                **certificate_of(certificate, problem.village_id, problem.partner_id),
                "made_by": f"lianjian {__version__}",
                "seconds": {phase: round(took, 6) for phase, took in seconds.items()},
                # Nothing is drawn by lot: the same files give the same plan.
                "seed": None,
            }
        ).encode(),
    )


def _parquet(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> bytes:
    """Ids in their own type, the last column a decimal of six digits."""
    columns = list(zip(*rows, strict=True)) or [() for _ in names]
    arrays = [pa.array(column) if rows else pa.array([], pa.string()) for column in columns[:-1]]
    arrays.append(pa.array(columns[-1], pa.string()).cast(_SHARE))
    out = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays, names=list(names)), out)
    return bytes(out.getvalue().to_pybytes())
