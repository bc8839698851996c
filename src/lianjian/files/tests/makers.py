"""Instances as files: a small county written as CSV, as Parquet, or as both in one zip file."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from lianjian.engine.pairing import Problem
from lianjian.files.columns import (
    CANDIDATES,
    PARTNERS,
    RULES,
    STATES,
    VILLAGES,
    csv_of,
    json_of,
    share,
)

FIVE = {
    "villages": "id,capacity,must_serve\nstone,1,1\npine,2,0\nlake,1,1\n",
    "partners": "id,kind,capacity\nu1,university,1\nu2,university,1\nbank,enterprise,2\n",
    "candidates": (
        "village,partner,score,state,keep\n"
        "stone,u1,0.4,free,0\n"
        "pine,u1,0.9,free,0\n"
        "pine,u2,0.123456,free,0.05\n"
        "pine,bank,1,forbidden,0\n"
        "lake,u1,0.2,free,0\n"
    ),
}
"""Stone and Lake must be served, and both can only have u1: one of them stays without."""


def as_csv(folder: Path, tables: dict[str, str] = FIVE) -> Path:
    """A folder with these tables as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    return folder


def columns_of(problem: Problem) -> dict[str, dict[str, list[Any]]]:
    """A problem as plain columns, by table."""
    village = [problem.village_id[i] for i in problem.village.tolist()]
    partner = [problem.partner_id[j] for j in problem.partner.tolist()]
    return {
        "villages": {
            "id": list(problem.village_id),
            "capacity": problem.village_capacity.tolist(),
            "must_serve": problem.must_serve.tolist(),
        },
        "partners": {
            "id": list(problem.partner_id),
            "kind": [problem.kinds[t] for t in problem.kind.tolist()],
            "capacity": problem.partner_capacity.tolist(),
        },
        "candidates": {
            "village": village,
            "partner": partner,
            "score": [share(score) for score in problem.score.tolist()],
            "state": [STATES[state] for state in problem.state.tolist()],
            "keep": [share(keep) for keep in problem.keep.tolist()],
        },
    }


def rules_of(problem: Problem) -> str:
    caps = zip(problem.kinds, problem.kind_cap.tolist(), strict=True)
    groups = []
    for cap in problem.caps:
        group: dict[str, Any] = {"name": cap.name, "least": cap.least, "most": cap.most}
        if cap.villages is not None:
            group["villages"] = [problem.village_id[row] for row in cap.villages.tolist()]
        if cap.partners is not None:
            group["partners"] = [problem.partner_id[row] for row in cap.partners.tolist()]
        groups.append(group)
    return json_of({"per_kind": None, "by_kind": dict(caps), "groups": groups})


def problem_as_csv(folder: Path, problem: Problem) -> Path:
    """The folder with the problem's tables as CSV, and its rules."""
    columns = columns_of(problem)
    for table in (VILLAGES, PARTNERS, CANDIDATES):
        rows = zip(*columns[table.name].values(), strict=True)
        text = csv_of(table, rows).replace("True", "1").replace("False", "0")
        as_csv(folder, {table.name: text})
    (folder / RULES).write_text(rules_of(problem), encoding="utf-8")
    return folder


def problem_as_parquet(folder: Path, problem: Problem, score: str = "decimal") -> Path:
    """The same as Parquet; ``score`` decimal or double."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in columns_of(problem).items():
        typed: dict[str, Any] = dict(columns)
        for column in ("score", "keep"):
            if column in typed:
                exact = [Decimal(value) for value in typed[column]]
                typed[column] = (
                    pa.array(exact, pa.decimal128(10, 6))
                    if score == "decimal"
                    else pa.array([float(value) for value in exact], pa.float64())
                )
        parquet.write_table(pa.table(typed), folder / f"{name}.parquet")
    (folder / RULES).write_text(rules_of(problem), encoding="utf-8")
    return folder


def zipped(path: Path, **folders: Path) -> Path:
    """A zip file with each folder's files under its name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, folder in folders.items():
            for file in sorted(folder.iterdir()):
                packed.write(file, f"{name}/{file.name}")
    return path
