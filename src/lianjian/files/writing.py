"""A plan written as files: pairs, prices and the certificate, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from lianjian import __version__
from lianjian.engine.pairing import Certificate, Ints, Plan, Problem

from . import folders
from .columns import (
    CERTIFICATE,
    PAIRS,
    PRICES,
    STATES,
    Table,
    certificate_of,
    csv_of,
    json_of,
    share,
)

_OURS = {f"{table.name}.{end}" for table in (PAIRS, PRICES) for end in ("csv", "parquet")} | {
    CERTIFICATE
}
_SHARE = pa.decimal128(20, 6)


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
    """Every file's name and bytes; pairs and prices in the order of their ids."""
    village, partner = problem.village[plan.pairs], problem.partner[plan.pairs]
    place = np.empty(len(problem.village_id), dtype=np.int64)
    place[problem.village_order] = np.arange(len(place))
    rows = np.lexsort((problem.partner_rank[partner], place[village]))
    pairs = (
        _names(problem.village_id, village[rows]),
        _names(problem.partner_id, partner[rows]),
        problem.score[plan.pairs][rows],
    )
    rows = np.argsort(problem.partner_rank)
    prices = (_names(problem.partner_id, rows), plan.prices[rows])
    groups = {
        cap.name: price for cap, price in zip(problem.caps, plan.cap_prices.tolist(), strict=True)
    }
    end, written = ("csv", _csv) if text else ("parquet", parquet_of)
    yield f"{PAIRS.name}.{end}", written(PAIRS, pairs)
    yield f"{PRICES.name}.{end}", written(PRICES, prices)
    yield (
        CERTIFICATE,
        json_of(
            {
                **certificate_of(certificate, problem.village_id, problem.partner_id, groups),
                "made_by": f"lianjian {__version__}",
                "seconds": {phase: round(took, 6) for phase, took in seconds.items()},
                # Nothing is drawn by lot: the same files give the same plan.
                "seed": None,
            }
        ).encode(),
    )


def _names(ids: Sequence[Any], rows: Ints) -> list[Any]:
    return [ids[row] for row in rows.tolist()]


def _csv(table: Table, columns: Sequence[Any]) -> bytes:
    *ids, micro = columns
    return csv_of(table, zip(*ids, map(share, micro.tolist()), strict=True)).encode()


_MICRO, _WORDS = {"score", "price", "keep"}, pa.array(STATES)


def parquet_of(table: Table, columns: Sequence[Any]) -> bytes:
    """A table as Parquet: all its columns, or those that must be there. Ids in their own type,
    shares (micro-units) as decimals of six digits, states (numbers) as words."""
    names = table.all[: len(columns)]
    arrays = [_array(name, column) for name, column in zip(names, columns, strict=True)]
    out = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays, names=list(names)), out)
    return bytes(out.getvalue().to_pybytes())


def _array(name: str, column: Any) -> Any:
    if name in _MICRO:
        micro = np.asarray(column, dtype=np.int64)
        # A decimal is its micro-units in 16 bytes: the number, and its sign once more.
        halves = np.column_stack((micro, micro >> 63)).astype("<i8")
        return pa.Array.from_buffers(_SHARE, len(micro), [None, pa.py_buffer(halves)])
    if name == "state":
        return _WORDS.take(pa.array(column))
    return pa.array(column) if len(column) else pa.array([], pa.string())
