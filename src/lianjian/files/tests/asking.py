"""Tables of villages and partners from which candidates are found: three by hand, many by lot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from lianjian.engine.finding.tests.makers import COUNTIES, LETTERS
from lianjian.files.columns import WORK_AREAS

THREE = {
    "villages": (
        "id,division,capacity,must_serve\n"
        "stone,350302001201,1,1\n"
        "pine,350302001202,2,0\n"
        "lake,350321001201,1,0\n"
    ),
    "partners": (
        "id,kind,capacity,held,seat,affiliation\n"
        "u1,university,2,0,350303,35\n"
        "bank,enterprise,2,1,,\n"
        "office,government,1,0,350302,350302\n"
    ),
    "needs": (
        "village,area,settled,text,industry\n"
        "stone,technology,1,老果园修剪,01\n"
        "pine,livelihood,1,义诊,\n"
    ),
    "offers": (
        "partner,area,settled,text,industry\n"
        "u1,technology,1,果园修剪培训,A\n"
        "bank,livelihood,0,送药,66\n"
    ),
    "ties": "village,partner,strength\nstone,u1,0.5\n",
    "wishes": (
        "village,partner,side,wants,rank\n"
        "stone,,village,1,\n"
        "lake,u1,partner,1,2\n"
        ",bank,partner,0,\n"
    ),
    "said": "village,partner,state\npine,u1,forbidden\n",
}
"""Stone and Pine lie in one county, and the office answers to it; all three in one city."""

WIDE = 16


def columns_by_lot(seed: int, villages: int = 60, partners: int = 90) -> dict[str, dict[str, Any]]:
    """Columns of all tables, rows in no order."""
    lot = np.random.default_rng(seed)
    code = lot.choice(COUNTIES, villages) * 10**6 + lot.integers(1, 900, villages)
    seats = [None, "35", "3503", *map(str, COUNTIES)]
    span = lot.integers(1, 5, partners)
    tied = lot.choice(villages * partners, 2 * villages, replace=False)
    return {
        "villages": {
            "id": [f"v{n:03}" for n in range(villages)],
            "division": code.tolist(),
            "capacity": lot.integers(0, 4, villages).tolist(),
            "must_serve": (lot.random(villages) < 0.2).tolist(),
        },
        "partners": {
            "id": list(range(partners)),
            "kind": lot.choice(["university", "enterprise", "media"], partners).tolist(),
            "capacity": span.tolist(),
            "held": np.minimum(span, lot.integers(0, 4, partners)).tolist(),
            "seat": [seats[n] for n in lot.integers(0, len(seats), partners)],
            "affiliation": [seats[n] for n in lot.integers(0, 3, partners)],
        },
        "needs": _listed(lot, "village", [f"v{n:03}" for n in range(villages)]),
        "offers": _listed(lot, "partner", list(range(partners))),
        "ties": {
            "village": [f"v{n:03}" for n in tied // partners],
            "partner": (tied % partners).tolist(),
            "strength": lot.integers(1, 1001, len(tied)) / 1000,
        },
        "wishes": {
            "village": [f"v{n:03}" for n in range(10)] + [None] * 10,
            "partner": [None] * 10 + list(range(10)),
            "side": ["village"] * 10 + ["partner"] * 10,
            "wants": (lot.random(20) < 0.7).tolist(),
        },
    }


def _listed(lot: np.random.Generator, side: str, owners: list[Any]) -> dict[str, Any]:
    count = 3 * len(owners)
    centre = lot.integers(-100, 101, (6, WIDE))[lot.integers(0, 6, count)]
    meaning = (centre + lot.integers(-20, 21, (count, WIDE))).astype(np.int8)
    return {
        side: [owners[n] for n in lot.integers(0, len(owners), count)],
        "area": [WORK_AREAS[n] for n in lot.integers(0, 6, count)],
        "settled": (lot.random(count) < 0.8).tolist(),
        "text": ["".join(lot.choice(list(LETTERS), 9)) for _ in range(count)],
        "industry": [[None, "A", "01", "13"][n] for n in lot.integers(0, 4, count)],
        "meaning": [row if n % 9 else None for n, row in enumerate(meaning.tolist())],
    }


def as_parquet(folder: Path, tables: dict[str, dict[str, Any]], *, turned: bool = False) -> Path:
    """A folder with these tables; ``turned``: with their rows the other way round."""
    folder.mkdir(parents=True)
    for name, columns in tables.items():
        table = pa.table(
            {
                column: pa.array(values, pa.list_(pa.int8(), WIDE))
                if column == "meaning"
                else pa.array(values)
                for column, values in columns.items()
            }
        )
        if turned:
            table = table.take(pa.array(range(table.num_rows - 1, -1, -1)))
        parquet.write_table(table, folder / f"{name}.parquet")
    return folder
