from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from tests.campaigns import Report, page
from tests.campaigns import reported as read_reports

from . import HOUSE, ratchet


def _campaigns() -> list[Path]:
    found = [*HOUSE.glob("src/**/test_*.py"), *HOUSE.glob("tests/**/test_*.py")]
    return [path for path in found if "pytest.mark.campaign" in path.read_text(encoding="utf-8")]


def test_there_are_campaigns():
    assert len(_campaigns()) > 10


def test_every_campaign_reports_into_the_table_of_campaigns():
    ratchet(
        {
            str(path.relative_to(HOUSE))
            for path in _campaigns()
            if path != Path(__file__) and "    campaign(\n" not in path.read_text(encoding="utf-8")
        }
    )


def reported(
    size: str, part: str, outcome: str = "as the table says", date: str = "2026-07-01"
) -> Report:
    return Report("T6", "a life", "SQLite", size, "found", outcome, date, True, part)


def test_the_parts_of_a_campaign_are_one_row_with_all_their_lives():
    parts = [reported("500 × 30", f"{number}") for number in range(1, 5)]
    assert "| 2,000 × 30 |" in page(parts, "abc")
    assert page(parts, "abc").count("| T6 |") == 1


def test_a_part_that_was_asked_a_second_time_counts_once_as_it_was_last():
    again = [reported("500", "1", "cut off"), reported("500", "1"), reported("500", "2")]
    assert "| 1,000 |" in page(again, "abc")
    assert "cut off" not in page(again, "abc")


def test_parts_from_before_and_after_midnight_are_one_row_of_the_later_day():
    parts = [
        reported("500 × 30", "1", date="2026-07-01"),
        reported("500 × 30", "2", date="2026-07-02"),
        reported("500 × 30", "3", date="2026-07-01"),
    ]
    printed = page(parts, "abc")
    assert printed.count("| T6 |") == 1
    assert "| 1,500 × 30 |" in printed
    assert "| 2026-07-02 |" in printed


def test_parts_that_say_different_things_are_two_rows():
    assert (
        page([reported("5", "1"), reported("5", "2", "one was lost")], "abc").count("| T6 |") == 2
    )


def test_a_row_is_full_only_if_all_of_its_parts_are():
    parts = [reported("5", "1"), replace(reported("5", "2"), full=False)]
    assert "| 10 (not full) |" in page(parts, "abc")


def test_a_report_that_was_cut_off_loses_no_other(tmp_path: Path):
    kept = tmp_path / "campaigns"
    whole = json.dumps(asdict(reported("5", "1")))
    kept.write_text(f"{whole}\n{whole[:40]}")
    assert read_reports(kept) == [reported("5", "1")]
