"""A solved round as files, for whoever would rather check than believe.

`lianjian verify` reads the archive as it is: tables, columns and the way of writing are its own
(``lianjian.files``). No names are in it but the numbers of the branches; the same solution always
gives the same bytes. A wide round's tables, with a million candidates, are Parquet.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np

from lianjian.engine.pairing import Certificate
from lianjian.files import columns, writing
from lianjian.files.columns import csv_of, json_of, share
from lianjian.files.rules import GROUPS

from . import instance
from .models import Solution

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time stamp of every file in the archive, so that equal contents are equal bytes."""


def archive(solution: Solution) -> bytes:
    """The instance, the plan and the certificate of one version: a zip file."""
    out = io.BytesIO()
    posed = instance.posed_by(solution)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in _files(solution, posed):
            packed.writestr(zipfile.ZipInfo(name, _BEGINNING), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(solution: Solution, posed: instance.Instance) -> Iterator[tuple[str, str | bytes]]:
    for folder, kind, named in _tables(solution, posed):
        if solution.is_wide:
            yield f"{folder}/{kind.name}.parquet", writing.parquet_of(kind, named)
        else:
            yield f"{folder}/{kind.name}.csv", csv_of(kind, _in_text(kind, named))
    rules = {"per_kind": posed["per_kind"], "by_kind": posed.get("by_kind", {}), **_groups(posed)}
    yield f"{columns.INSTANCE}/{columns.RULES}", json_of(rules)
    certificate = Certificate.from_json(solution.certificate)
    said = columns.certificate_of(
        certificate,
        posed["villages"]["id"],
        posed["partners"]["id"],
        dict(map(tuple, solution.cap_prices)),
    )
    yield f"{columns.PLAN}/{columns.CERTIFICATE}", json_of(said)


def _tables(
    solution: Solution, posed: instance.Instance
) -> Iterator[tuple[str, columns.Table, list[Any]]]:
    """The folder of each table, its kind, and its columns in their order; shares in micro-units,
    states as numbers."""
    villages, partners, table = posed["villages"], posed["partners"], posed["candidates"]
    must = [int(must) for must in villages["must_serve"]]
    mine, theirs = np.array(villages["id"]), np.array(partners["id"])
    sides = [villages["id"], villages["capacity"], must]
    yield columns.INSTANCE, columns.VILLAGES, sides
    sides = [partners["id"], partners["kind"], partners["capacity"]]
    yield columns.INSTANCE, columns.PARTNERS, sides
    pairs = [mine[table.village], theirs[table.partner], table.score, table.state, table.keep]
    yield columns.INSTANCE, columns.CANDIDATES, pairs
    yield columns.PLAN, columns.PAIRS, _plan(solution, posed)
    prices = np.array(solution.prices, dtype=np.int64).reshape(-1, 2)
    yield columns.PLAN, columns.PRICES, [prices[:, 0], prices[:, 1]]


def _plan(solution: Solution, posed: instance.Instance) -> list[Any]:
    """The pairs of the plan with their scores."""
    table, width = posed["candidates"], len(posed["partners"]["id"])
    pairs = np.array(solution.pairs, dtype=np.int64).reshape(-1, 2)
    village, partner = (
        instance.Places(posed[side]["id"]).of(pairs[:, at])
        for at, side in enumerate(("villages", "partners"))
    )
    key = table.key(width)
    order = np.argsort(key)
    at = np.searchsorted(key[order], village * max(1, width) + partner)
    return [pairs[:, 0], pairs[:, 1], table.score[order[at]]]


_SHARES = {"score", "price", "keep"}


def _in_text(kind: columns.Table, named: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows as CSV has them: shares as exact decimals, states as words."""
    found = []
    for name, column in zip(kind.all, named, strict=True):
        plain = column.tolist() if isinstance(column, np.ndarray) else column
        if name in _SHARES:
            plain = map(share, plain)
        found.append((columns.STATES[n] for n in plain) if name == "state" else plain)
    return zip(*found, strict=True)


def _groups(posed: dict[str, Any]) -> dict[str, Any]:
    """The rules on groups as a file says them: who is not named is everybody."""
    caps = posed.get("caps")
    if not caps:
        return {}
    rows = [dict(zip(caps, row, strict=True)) for row in zip(*caps.values(), strict=True)]
    said = [{key: value for key, value in row.items() if value is not None} for row in rows]
    return {GROUPS: said}
