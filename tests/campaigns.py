"""What the campaigns have shown: reported by tests, printed into docs/generated/campaigns.md.

A campaign takes the fixture ``campaign`` and reports once, at its end:

    campaign("T17", "tamperings of a copied journal", size=10_000,
             control="without digests 2,104 were missed", outcome="all found, place named")
"""

from __future__ import annotations

import contextlib
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
    file: str = ""
    """The test file that reported it, and in which run of the check: the row stands as long as it
    is taken over from there (``tests.taken_over``)."""
    run: str = ""


Reporter = Callable[..., None]


@pytest.fixture
def campaign(request: pytest.FixtureRequest) -> Reporter:
    """Report a campaign: ``campaign(id, what, size=…, control=…, outcome=…)``."""

    def report(
        id: str, what: str, *, size: object, control: str, outcome: str, part: str = ""
    ) -> None:
        shown = f"{size:,}" if isinstance(size, int) else str(size)
        on = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, "")
        made = Report(
            id, what, on, shown, control, outcome, _today(), LONG, part,
            file=request.node.nodeid.partition("::")[0],
            run=os.environ.get("LIANJIAN_RUN", "this run"),
        )  # fmt: skip
        if kept := os.environ.get("LIANJIAN_CAMPAIGNS"):
            # One write of one line to the end: several workers report into the same file.
            with Path(kept).open("a", encoding="utf-8") as file:
                file.write(_line(made))

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
    """Each campaign once: the parts of one are one row with the sum of their sizes.

    It is of the day of its last part, however many nights it took, and full if all of them are.
    """
    parts: dict[tuple[str, ...], list[Report]] = {}
    for one in reports:
        if one.part:
            # "500 × 30" are 500 lives of 30 steps: there are more lives, not more steps.
            each = "".join(one.size.partition(" × ")[1:])
            key = (one.id, one.what, one.on, one.control, one.outcome, each)
            parts.setdefault(key, []).append(one)
        else:
            yield one
    for (*_same, each), those in parts.items():
        size = sum(int(one.size.removesuffix(each).replace(",", "")) for one in those)
        yield replace(
            max(those, key=lambda one: one.date),
            part="", size=f"{size:,}{each}", full=all(one.full for one in those),
        )  # fmt: skip


def _line(report: Report) -> str:
    return json.dumps(asdict(report), ensure_ascii=False) + "\n"


def reported(kept: Path) -> list[Report]:
    """What stands in the file ``kept``; a line that was cut off says nothing."""
    found = []
    for line in kept.read_text(encoding="utf-8").splitlines() if kept.exists() else ():
        with contextlib.suppress(ValueError):
            found.append(Report(**json.loads(line)))
    return found


def take_out(kept: Path, gone: Callable[[Report], bool]) -> None:
    """Write the file ``kept`` anew, without the rows that are ``gone``."""
    if not kept.exists():
        return
    new = kept.with_suffix(".new")
    new.write_text("".join(_line(one) for one in reported(kept) if not gone(one)), "utf-8")
    new.replace(kept)


def main(kept: str) -> int:
    """Print the page from the reports in the file ``kept``."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(asked, capture_output=True, text=True, cwd=PAGE.parent.parent.parent)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    printed = page(reported(Path(kept)), found.stdout.strip() or "not committed")
    PAGE.write_text(printed, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
