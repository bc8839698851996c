"""A round kept in files, from reading to writing: seconds and peak memory of each part.

    python -m benchmarks.pairing.files                              a province as Parquet and CSV
    python -m benchmarks.pairing.files --sizes nation --forms parquet

Every figure comes from a process of its own that did nothing before but load the kernels; its peak
of memory is reset before each part. Seconds are the processor's, which neighbours on the machine
change less than the clock's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as parquet

from benchmarks.pairing.instances import CONTENTIONS, SIZES, instance
from lianjian.engine import pairing as engine
from lianjian.engine.pairing import UNIT, Problem
from lianjian.files.columns import STATES
from lianjian.files.instance import read_instance
from lianjian.files.plan import read_plan
from lianjian.files.sources import Folder
from lianjian.files.writing import write_plan

FORMS = ("parquet", "shuffled", "decimal", "csv")
"""Parquet with floating-point scores, candidates village by village or in no order; Parquet with
decimals; CSV."""
PARTS = ("nothing", "reading", "solving", "proving", "checking", "writing", "reading the plan")


# -- making --


def write(problem: Problem, folder: Path, form: str) -> None:
    """The tables of a problem, as a ministry's system might export them."""
    village = pa.array(problem.village_id)
    partner = pa.array(problem.partner_id)
    kind = pa.DictionaryArray.from_arrays(pa.array(problem.kind), pa.array(problem.kinds))
    tables = {
        "villages": [village, pa.array(problem.village_capacity), pa.array(problem.must_serve)],
        "partners": [partner, kind, pa.array(problem.partner_capacity)],
        "candidates": [
            village.take(pa.array(problem.village)),
            partner.take(pa.array(problem.partner)),
            _shares(problem.score, form),
            pa.DictionaryArray.from_arrays(pa.array(problem.state), pa.array(STATES)),
        ],
    }
    names = {
        "villages": ["id", "capacity", "must_serve"],
        "partners": ["id", "kind", "capacity"],
        "candidates": ["village", "partner", "score", "state"],
    }
    for name, columns in tables.items():
        table = pa.table(columns, names=names[name])
        if form == "shuffled" and name == "candidates":
            table = table.take(np.random.default_rng(1).permutation(table.num_rows))
        if form == "csv":
            plain = pa.table([_decoded(column) for column in columns], names=names[name])
            pacsv.write_csv(plain, folder / f"{name}.csv")
        else:
            parquet.write_table(table, folder / f"{name}.parquet")


def _shares(micro: Any, form: str) -> Any:
    if form in ("parquet", "shuffled"):
        return pa.array(micro / UNIT)
    whole = pc.cast(pa.array(micro), pa.decimal128(10, 0))
    millionth = pa.scalar(Decimal("0.000001"), pa.decimal128(7, 6))
    return pc.cast(pc.multiply(whole, millionth), pa.decimal128(10, 6))


def _decoded(column: Any) -> Any:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


# -- measuring --


class Parts:
    """Seconds and the peak of memory of each part, in the order in which they ran."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, float]] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        Path("/proc/self/clear_refs").write_text("5")
        began = time.process_time()
        yield
        self.found[name] = (time.process_time() - began, _peak())


def _peak() -> float:
    """GB of memory that this process had at most since its peak was reset."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e9


def measured(folder: Path, contention: str) -> dict[str, Any]:
    """Every part, as the two commands do them."""
    engine.solve(instance(SIZES["county"], CONTENTIONS[contention]))
    parts = Parts()
    with parts.part("nothing"):
        pass
    with parts.part("reading"):
        read = read_instance(Folder(folder))
    problem = read.problem
    with parts.part("solving"):
        plan = engine.solve(problem)
    with parts.part("proving"):
        certificate = engine.certify(problem, plan)
    with parts.part("checking"):
        report = engine.verify(problem, plan, certificate)
    assert report.ok, report.faults
    with parts.part("writing"):
        write_plan(folder / "plan", problem, plan, certificate, seconds={}, text=read.text)
    with parts.part("reading the plan"):
        brought = read_plan(Folder(folder / "plan"), read)
    assert brought.plan is not None, brought.faults
    assert np.array_equal(brought.plan.pairs, plan.pairs)
    return {"candidates": len(problem), "parts": parts.found}


def _in_a_process(*given: str) -> str:
    command = [sys.executable, "-m", "benchmarks.pairing.files", *given]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def table(sizes: list[str], forms: list[str], contention: str) -> None:
    """Seconds and peak GB of each part, as a table for the documents."""
    print(
        f"| {contention} | candidates | " + " | ".join(PARTS) + " | peak GB | bytes a candidate |"
    )
    print("|" + "---|" * (len(PARTS) + 4))
    for size in sizes:
        for form in forms:
            with tempfile.TemporaryDirectory() as home:
                _in_a_process("--make", home, size, form, contention)
                found = json.loads(_in_a_process("--measure", home, contention))
            parts = found["parts"]
            cells = [f"{parts[name][0]:.2f} ({parts[name][1]:.2f})" for name in PARTS]
            most = max(peak for _seconds, peak in parts.values())
            each = f"{most * 1e9 / found['candidates']:.0f}"
            row = [f"{size}, {form}", f"{found['candidates']:,}", *cells, f"{most:.2f}", each]
            print("| " + " | ".join(row) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks.pairing.files",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["province"])
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=["parquet", "csv"])
    parser.add_argument("--contention", choices=CONTENTIONS, default="tight")
    parser.add_argument("--make", nargs=4, metavar=("FOLDER", "SIZE", "FORM", "CONTENTION"))
    parser.add_argument("--measure", nargs=2, metavar=("FOLDER", "CONTENTION"))
    asked = parser.parse_args()
    if asked.make:
        folder, size, form, contention = asked.make
        write(instance(SIZES[size], CONTENTIONS[contention]), Path(folder), form)
    elif asked.measure:
        print(json.dumps(measured(Path(asked.measure[0]), asked.measure[1])))
    else:
        table(asked.sizes, asked.forms, asked.contention)


if __name__ == "__main__":
    main()
