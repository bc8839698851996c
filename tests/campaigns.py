"""What the campaigns have shown: reported by tests, printed into docs/generated/campaigns.md.

A campaign takes the fixture ``campaign`` and reports once, at its end:

    campaign("T17", "tamperings of a copied journal", size=10_000,
             control="without digests 2,104 were missed", outcome="all found, place named")
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from django.db import connection

from tests.sizes import LONG

PAGE = Path(__file__).resolve().parent.parent / "docs" / "generated" / "campaigns.md"
HEAD = """# Campaigns

Printed by `./check --long` from what the tests themselves report. Each campaign has a control: a
seeded fault that it must catch, or the same run without what protects. A campaign whose control
passes is red.

| id | campaign | on | size | control | outcome | date | commit |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Report:
    """One row of the table."""

    id: str
    what: str
    on: str
    size: str
    control: str
    outcome: str
    date: str
    full: bool
    part: str = ""
    """Of a campaign that several tests share: which of them. Their sizes are added."""


Reporter = Callable[..., None]


@pytest.fixture
def campaign() -> Reporter:
    """Report a campaign: ``campaign(id, what, size=…, control=…, outcome=…)``."""

    def report(
        id: str, what: str, *, size: object, control: str, outcome: str, part: str = ""
    ) -> None:
        shown = f"{size:,}" if isinstance(size, int) else str(size)
        on = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, "")
        made = Report(id, what, on, shown, control, outcome, _today(), LONG, part)
        if kept := os.environ.get("LIANJIAN_CAMPAIGNS"):
            # One write of one line to the end: several workers report into the same file.
            with Path(kept).open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")

    return report


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def page(reports: list[Report], commit: str) -> str:
    """The whole page, sorted by campaign and database."""

    def key(one: Report) -> tuple[int, str, str]:
        return (int("".join(filter(str.isdigit, one.id)) or 0), one.what, one.on)

    rows = [
        f"| {one.id} | {one.what} | {one.on} | {one.size}{'' if one.full else ' (not full)'} "
        f"| {one.control} | {one.outcome} | {one.date} | {commit} |"
        for one in sorted(_whole(_newest(reports)), key=key)
    ]
    return HEAD + "\n".join(rows) + "\n"


def _newest(reports: list[Report]) -> list[Report]:
    """Each once: an interrupted check that goes on asks some campaigns a second time."""
    return list({(one.id, one.what, one.on, one.part): one for one in reports}.values())


def _whole(reports: list[Report]) -> Iterator[Report]:
    """Each campaign once: the parts of one are one row with the sum of their sizes."""
    sums: dict[Report, int] = {}
    for one in reports:
        if one.part:
            # "500 × 30" are 500 lives of 30 steps: there are more lives, not more steps.
            how_many, times, each = one.size.partition(" × ")
            row = replace(one, part="", size=f"{times}{each}")
            sums[row] = sums.get(row, 0) + int(how_many.replace(",", ""))
        else:
            yield one
    for row, size in sums.items():
        yield replace(row, size=f"{size:,}{row.size}")


def main(kept: str) -> int:
    """Print the page from the reports in the file ``kept``."""
    path = Path(kept)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    asked = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(asked, capture_output=True, text=True, cwd=PAGE.parent.parent.parent)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    reports = [Report(**json.loads(line)) for line in lines]
    PAGE.write_text(page(reports, found.stdout.strip() or "not committed"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
