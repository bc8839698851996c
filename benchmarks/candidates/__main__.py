"""Candidates from a thousand villages to half a million: how long, how many, how much memory.

    python -m benchmarks.candidates                     1,000, 10,000 and 100,000 villages
    python -m benchmarks.candidates --sizes 500000      about as many as there are
    python -m benchmarks.candidates --workers 2         spread over two processes
    python -m benchmarks.candidates --recall            what is missed, against all pairs

Villages are real, everything else is by lot (``tables``); the texts are encoded by the product's
encoder, apart from all else, and a vector is moved a little from its text's. Every figure comes
from a process of its own, with one thread of BLAS.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.candidates import tables

SIZES = (1_000, 10_000, 100_000)
COUNTY, CITY = 260, 2_500
CONTENTIONS = {"base": 6.7, "half as many again": 1.5, "tight": 1.05}


def measured(folder: Path, workers: int) -> Any:
    """What the process said."""
    command = [sys.executable, "-m", "benchmarks.candidates.measure"]
    done = subprocess.run(
        [*command, str(folder), str(folder.with_name("instance")), str(workers)],
        capture_output=True,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def growth(sizes: list[int], workers: int, home: Path) -> None:
    """One row a size."""
    heads = ["villages", "partners", "needs", "offers", "read and sort, s", "find, s", "write, s"]
    heads += ["processor, ms a village", "candidates", "a village", "partners looked at, a village"]
    heads += ["needs × offers looked at, a village", "peak GB"]
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    encoding = ""
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=home) as place:
            folder = Path(place) / "tables"
            made = tables.write(folder, size)
            found = measured(folder, workers)
        peak = max(found["peak"], found["peak_worker"]) if workers else found["peak"]
        cells = [
            *(f"{made[name]:,.0f}" for name in ("villages", "partners", "needs", "offers")),
            f"{found['read'] + found['sort']:.1f}",
            f"{found['find']:.1f}",
            f"{found['write']:.1f}",
            f"{1000 * found['cpu'] / size:.2f}",
            f"{found['candidates']:,}",
            f"{found['candidates'] / size:.0f}",
            f"{found['looked_at'] / size:,.0f}",
            f"{found['close'] / size:,.0f}",
            f"{peak:.2f}",
        ]
        print("| " + " | ".join(cells) + " |", flush=True)
        each = 1000 * made["encoding"] / made["texts"]
        encoding = f"Encoding, apart: {made['texts']:,.0f} texts, {each:.1f} ms each."
    print(f"\n{encoding}")


def missed(home: Path) -> None:
    """A county and a city against all their pairs, and against the plan of all pairs."""
    from benchmarks.candidates.recall import against_all

    heads = ["", "true best 30 found", "true best 10 found", "plan's loss, %", "all pairs"]
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for name, size in (("county", COUNTY), ("city", CITY)):
        for contention, slots in CONTENTIONS.items():
            with tempfile.TemporaryDirectory(dir=home) as place:
                tables.write(Path(place) / "tables", size, slots=slots)
                found = against_all(Path(place) / "tables")
            cells = [
                f"{name}, {contention}",
                f"{100 * found['best_30']:.2f} %",
                f"{100 * found['best_10']:.2f} %",
                f"{found['loss']:.3f}",
                f"{found['pairs']:,}",
            ]
            print("| " + " | ".join(cells) + " |", flush=True)


def sampled(size: int, villages: int, home: Path) -> None:
    """Some villages of a large instance, one city each, against all their pairs."""
    from benchmarks.candidates.recall import some_against_all

    with tempfile.TemporaryDirectory(dir=home) as place:
        tables.write(Path(place) / "tables", size)
        found = some_against_all(Path(place) / "tables", villages)
    print(
        f"{found['villages']} of {size:,} villages, in {found['cities']} cities, against "
        f"{found['pairs']:,} pairs: {100 * found['best_10']:.1f} % of the true best 10 and "
        f"{100 * found['best_30']:.1f} % of the true best 30 were found; the best 10 that were "
        f"found score {100 * found['score_10']:.2f} % of the true ones, the best 30 "
        f"{100 * found['score_30']:.2f} %."
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks.candidates",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--recall", action="store_true")
    parser.add_argument("--sample", type=int, default=0, help="so many villages of the last size")
    parser.add_argument("--home", type=Path, default=None, help="where tables are written to")
    asked = parser.parse_args()
    if asked.recall:
        missed(asked.home)
    elif asked.sample:
        sampled(asked.sizes[-1], asked.sample, asked.home)
    else:
        growth(asked.sizes, asked.workers, asked.home)


if __name__ == "__main__":
    main()
