"""The work on one city, from its partitions to its part of what is found: a file each.

A part is written whole or not at all, and says the same whoever writes it: work that was broken off
is simply done again.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from lianjian.engine.finding import (
    Found,
    Ground,
    Limits,
    Named,
    Partners,
    Villages,
    Weights,
    find,
)

from .sorting import needs_of, offers_of

GROUND = "ground.npz"
FOUND = "found"
_PARTS = {"villages": Villages, "partners": Partners, "named": Named}
_RULES = {"weights": Weights, "limits": Limits}


def save_ground(ground: Ground, folder: Path) -> None:
    """Keep what every city's work needs to know."""
    arrays = {
        f"{part}.{field.name}": getattr(getattr(ground, part), field.name)
        for part, kind in _PARTS.items()
        for field in fields(kind)
    }
    for part, kind in _RULES.items():
        for field in fields(kind):
            arrays[f"{part}.{field.name}"] = np.array(getattr(getattr(ground, part), field.name))
    np.savez(folder / GROUND, **arrays)
    (folder / FOUND).mkdir()


@lru_cache(maxsize=1)
def load_ground(folder: Path) -> Ground:
    """What ``save_ground`` kept; the last one stays in memory."""
    with np.load(folder / GROUND) as kept:
        parts: dict[str, Any] = {
            part: kind(*(kept[f"{part}.{field.name}"] for field in fields(kind)))
            for part, kind in _PARTS.items()
        }
        for part, rules in _RULES.items():
            parts[part] = rules(*(kept[f"{part}.{field.name}"].item() for field in fields(rules)))
    return Ground(**parts)


def part_of(folder: Path, city: int) -> Path:
    return folder / FOUND / f"{city:04d}.parquet"


def work(folder: Path, city: int) -> tuple[int, int, int]:
    """Find a city's candidates and write them as its part; how many pairs were kept, how many of
    villages and partners were looked at, and how many of needs and offers."""
    found = find_in(load_ground(folder), folder, city)
    write_part(folder, city, found)
    return len(found.village), found.looked_at, found.close


def find_in(ground: Ground, folder: Path, city: int) -> Found:
    """A city's candidates, from the partitions in ``folder``."""
    return find(ground, city, needs_of(folder, city), offers_of(folder, ground, city))


def write_part(folder: Path, city: int, found: Found) -> None:
    """Keep what was found as the city's part, whole or not at all."""
    table = pa.table(
        {
            "village": pa.array(found.village, pa.int32()),
            "partner": pa.array(found.partner, pa.int32()),
            "score": pa.array(found.score, pa.int32()),
            "state": pa.array(found.state, pa.int8()),
            "claim": pa.array(found.claim, pa.int64()),
            "kept": pa.array(found.kept),
        }
    )
    path = part_of(folder, city)
    handle, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        parquet.write_table(table, file)
    os.replace(made, path)


def read_part(folder: Path, city: int) -> Found:
    """What ``work`` wrote."""
    table = parquet.read_table(part_of(folder, city))
    village, partner, score, state, claim = (
        table.column(name).to_numpy().astype(np.int64)
        for name in ("village", "partner", "score", "state", "claim")
    )
    return Found(village, partner, score, state, claim, table.column("kept").to_numpy())
