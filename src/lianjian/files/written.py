"""The instance that candidates make: exactly what ``lianjian pair`` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from lianjian.engine.finding import Found, Ground, Keeping
from lianjian.engine.pairing import UNIT

from .asked import Asked
from .cities import read_part
from .columns import CANDIDATES, PARTNERS, RULES, STATES, VILLAGES, json_of

GROUP = 1_000_000
"""Candidates that are written together."""

OURS = frozenset(f"{table.name}.parquet" for table in (VILLAGES, PARTNERS, CANDIDATES)) | {RULES}


def write_instance(made: Path, asked: Asked, folder: Path) -> int:
    """Write villages, partners, candidates and rules into ``made``, from the parts of all cities
    in ``folder``; how many candidates there are."""
    partners = asked.ground.partners
    village_id, partner_id = pa.array(asked.village_id), pa.array(asked.partner_id)
    parquet.write_table(
        pa.table(
            {"id": village_id, "capacity": asked.capacity, "must_serve": asked.must_serve},
        ),
        made / f"{VILLAGES.name}.parquet",
    )
    parquet.write_table(
        pa.table({"id": partner_id, "kind": asked.kind, "capacity": partners.room}),
        made / f"{PARTNERS.name}.parquet",
    )
    if asked.rules:
        (made / RULES).write_text(json_of(asked.rules), encoding="utf-8")
    schema = pa.schema(
        [
            ("village", village_id.type),
            ("partner", partner_id.type),
            ("score", pa.float64()),
            ("state", pa.string()),
        ]
    )
    states, count = pa.array(STATES), 0
    with parquet.ParquetWriter(made / f"{CANDIDATES.name}.parquet", schema) as writer:
        for found in _together(staying(asked.ground, folder)):
            columns = [
                village_id.take(pa.array(found.village)),
                partner_id.take(pa.array(found.partner)),
                # The number nearest to the decimal: read as exactly that decimal, in half the room.
                pa.array(found.score / UNIT),
                states.take(pa.array(found.state)),
            ]
            writer.write_table(pa.table(columns, schema=schema), row_group_size=GROUP)
            count += len(found.village)
    return count


def staying(ground: Ground, folder: Path) -> Iterator[Found]:
    """The candidates city by city. A partner's best are known when all cities have been seen, so
    the parts are read twice."""
    cities = ground.cities().tolist()
    keeping = Keeping(len(ground.partners), ground.limits.per_partner)
    for city in cities:
        keeping.see(read_part(folder, city))
    for city in cities:
        found = read_part(folder, city)
        yield _some(found, np.flatnonzero(keeping.stays(found)))


def _together(parts: Iterator[Found]) -> Iterator[Found]:
    """The same candidates in the same order, about ``GROUP`` at a time."""
    waiting: list[Found] = []
    for part in parts:
        waiting.append(part)
        if sum(len(one.village) for one in waiting) >= GROUP:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


_COLUMNS = ("village", "partner", "score", "state", "claim", "kept")


def _joined(parts: list[Found]) -> Found:
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS
    }
    return Found(**columns)


def _some(found: Found, rows: Any) -> Found:
    return replace(found, **{name: getattr(found, name)[rows] for name in _COLUMNS})
