from __future__ import annotations

from pathlib import Path

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
