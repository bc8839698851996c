"""How much memory a round needs, said before it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .columns import CANDIDATES
from .sources import Source, Unreadable
from .words import notes

BASE = 480 * 10**6
PER_CANDIDATE = 60
"""Bytes that are needed at the peak, beside candidates and for each of them; with villages and
partners, some 50 candidates a village. ``python -m benchmarks.pairing.files --sizes province nation
--forms parquet shuffled csv`` measured 0.55 GB for 1.4 million and 1.97 GB for 27.9 million."""

WORTH_SAYING = 550 * 10**6


def must_fit(source: Source, *, anyway: bool, root: Path = Path("/")) -> None:
    """Say what the instance needs where it is much; Unreadable where more than is free, unless it
    is tried ``anyway``."""
    # Whoever asks only what is left must not wait for Arrow.
    from .forms import rows_of
    from .instance import must_have_tables

    must_have_tables(source)
    needed = BASE + PER_CANDIDATE * rows_of(source, CANDIDATES)
    free = available(root)
    if needed < WORTH_SAYING or free is None:
        return
    said = f"needs about {_gb(needed)} GB of memory, {_gb(free)} GB are free"
    if needed > free and not anyway:
        raise Unreadable(source.label, f"{said}: --anyway tries it all the same")
    notes([said])


def _gb(size: int) -> str:
    return f"{size / 1e9:.1f}"


def available(root: Path = Path("/")) -> int | None:
    """Bytes that can be taken without anything being put out to the disk: what the machine has, or
    what is left of the limit of a group of processes, if that is less. None where nobody says."""
    said = _table(root / "proc/meminfo").get("MemAvailable:")
    if said is None:
        return None
    return min([said * 1024, *_left_of_limits(root)])


def _left_of_limits(root: Path) -> Iterator[int]:
    """Of every group above this process that has a limit (cgroup v2, or v1's memory controller)."""
    for line in _lines(root / "proc/self/cgroup"):
        _number, controllers, path = line.split(":", 2)
        if not controllers:
            top, names = root / "sys/fs/cgroup", ("memory.max", "memory.current")
        elif "memory" in controllers.split(","):
            top = root / "sys/fs/cgroup/memory"
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes")
        else:
            continue
        lowest = top / path.strip("/")
        for group in (lowest, *lowest.parents):
            limit, used = (_number_in(group / name) for name in names)
            if limit is not None and used is not None:
                # What is kept of files is counted as used, and given back when it is needed.
                stat = _table(group / "memory.stat")
                yield limit - used + stat.get("total_inactive_file", stat.get("inactive_file", 0))
            if group == top:
                break


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _table(path: Path) -> dict[str, int]:
    """Names and their numbers, a line each."""
    rows = (line.split() for line in _lines(path))
    return {row[0]: int(row[1]) for row in rows if len(row) > 1 and row[1].isdigit()}


def _number_in(path: Path) -> int | None:
    """None where there is none, or no limit (``max``)."""
    said = "".join(_lines(path)).strip()
    return int(said) if said.isdigit() else None
