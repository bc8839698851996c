"""Whatever opens a browser lies where the check's run with a browser looks."""

from __future__ import annotations

from tools.check import walks
from tools.installing import HOUSE

MARK = "pytest.mark." + "browser"


def marked() -> set[str]:
    """The files of tests that are marked as walking through the product in a browser."""
    files = [path for place in ("src", "tests") for path in (HOUSE / place).rglob("test_*.py")]
    return {str(one.relative_to(HOUSE)) for one in files if MARK in one.read_text(encoding="utf-8")}


def test_the_run_with_a_browser_collects_every_test_that_opens_one():
    assert len(marked()) > 10
    assert marked() == set(walks())
