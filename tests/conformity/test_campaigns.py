from __future__ import annotations

from pathlib import Path

from tests.campaigns import Report, page

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


def reported(size: str, part: str, outcome: str = "as the table says") -> Report:
    return Report("T6", "a life", "SQLite", size, "found", outcome, "2026-07-01", True, part)


def test_the_parts_of_a_campaign_are_one_row_with_all_their_lives():
    parts = [reported("500 × 30", f"{number}") for number in range(1, 5)]
    assert "| 2,000 × 30 |" in page(parts, "abc")
    assert page(parts, "abc").count("| T6 |") == 1


def test_a_part_that_was_asked_a_second_time_counts_once_as_it_was_last():
    again = [reported("500", "1", "cut off"), reported("500", "1"), reported("500", "2")]
    assert "| 1,000 |" in page(again, "abc")
    assert "cut off" not in page(again, "abc")
