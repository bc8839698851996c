"""A pytest plugin that says how many tests ran, how many were skipped, and why.

``./check`` runs pytest more than once (each database, the browser). Every run adds its counts to
the file named in ``LIANJIAN_TALLY``; the last run prints them all just before its closing line.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from tests.once import LEFT_OUT
from tests.taken_over import TAKEN_OVER

RAN = ("passed", "failed", "xfailed", "xpassed")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if hasattr(terminalreporter.config, "workerinput"):
        return  # One of several workers: the run that started them counts.
    kept = os.environ.get("LIANJIAN_TALLY")
    runs = json.loads(Path(kept).read_text()) if kept and Path(kept).exists() else []
    left_out = terminalreporter.config.stash.get(LEFT_OUT, 0)
    taken_over = terminalreporter.config.stash.get(TAKEN_OVER, [0, 0])
    runs.append({**_count(terminalreporter.stats, left_out), "taken over": taken_over})
    if kept:
        Path(kept).write_text(json.dumps(runs, ensure_ascii=False))
    for line in _lines(runs):
        terminalreporter.write_line(line)


def _count(stats: dict[str, list[Any]], left_out: int) -> dict[str, Any]:
    """What one run did. Reports of set-up and tear-down count only where they failed."""
    reasons = Counter(_reason(report) for report in stats.get("skipped", []))
    return {
        "run": os.environ.get("LIANJIAN_RUN", "this run"),
        "ran": sum(len(stats.get(outcome, [])) for outcome in RAN),
        "failed": len(stats.get("failed", [])) + len(stats.get("error", [])),
        "skipped": dict(reasons),
        "left out": left_out,
    }


def _reason(report: Any) -> str:
    longrepr = report.longrepr
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return str(text).removeprefix("Skipped: ")


def _lines(runs: list[dict[str, Any]]) -> list[str]:
    ran = sum(run["ran"] for run in runs)
    each = ", ".join(f"{run['run']} {run['ran']}" for run in runs)
    skipped: Counter[str] = Counter()
    for run in runs:
        skipped.update({f"{run['run']}: {why}": n for why, n in run["skipped"].items()})
    lines = [f"Tests that ran: {ran} ({each}). Skipped: {sum(skipped.values())}."]
    lines += [f"  skipped {count}: {why}" for why, count in sorted(skipped.items())]
    lines += [
        f"  left out {run['left out']}: {run['run']}: no database decides it, and it ran already"
        " (--long runs it again)"
        for run in runs
        if run["left out"]
    ]
    lines += [
        "  taken over {}, in {} files: {}: passed before at this very state of the source"
        " (--afresh asks them again)".format(*run["taken over"], run["run"])
        for run in runs
        if any(run["taken over"])
    ]
    return lines
