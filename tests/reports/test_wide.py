"""The wide set of reports: every fact stands in its text, and every numeral has been read.

Other hands wrote these texts, in other habits and from other regions, and never saw the rules. They
are checked as the open half is, by the same checks.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from tests.reports.test_open import (
    DIGITS,
    HALF_WIDTH,
    QUANTITIES,
    Fact,
    cut,
    facts_of,
    ill_formed,
    misplaced,
    twice,
    unread,
)

pytestmark = pytest.mark.once

HERE = Path(__file__).parent / "wide"
REPORTS = sorted(HERE.glob("*.txt"))

# What is listed at its first mention only.
ONCE = ("place", "organisation", "branch", "group")


def repeated(facts: list[Fact]) -> list[str]:
    """Names of places and bodies that are listed more than once."""
    named = [(f["kind"], f["value"]) for f in facts if f["kind"] in ONCE]
    return [name for kind, name in dict.fromkeys(named) if named.count((kind, name)) > 1]


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_each_report_has_its_facts_and_a_number_of_its_own():
    assert {path.stem for path in REPORTS} == {path.stem for path in HERE.glob("*.json")}
    numbers = [path.stem.split("-")[0] for path in REPORTS]
    assert len(numbers) == len(set(numbers)) >= 14


def test_a_report_is_clean_text(report):
    raw = report.read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not HALF_WIDTH.findall(text)


def test_every_fact_is_well_formed(report):
    read = facts_of(report)
    assert set(read) == {"style", "date", "facts", "ignored"}
    assert [(f["text"], wrong) for f in read["facts"] if (wrong := ill_formed(f))] == []


def test_every_fact_stands_in_its_text_once(report):
    text, read = report.read_text(encoding="utf-8"), facts_of(report)
    assert misplaced(text, read) == []
    assert twice(read) == []
    assert cut(text, read) == []


def test_every_numeral_has_been_read(report):
    assert unread(report.read_text(encoding="utf-8"), facts_of(report)) == []


def test_a_place_or_a_body_is_listed_once(report):
    assert repeated(facts_of(report)["facts"]) == []


def test_a_place_that_is_listed_again_is_found(report):
    """The control: say the first place or body a second time, at a later mention."""
    facts = facts_of(report)["facts"]
    again = next(f for f in facts if f["kind"] in ONCE)
    assert repeated([*facts, again | {"nth": 2}]) == [again["value"]]


def test_a_numeral_that_nobody_read_is_found(report):
    """The control: take away any one quantity whose words no other fact holds, and it shows."""
    text, read = report.read_text(encoding="utf-8"), facts_of(report)
    digits = [
        at
        for at, fact in enumerate(read["facts"])
        if fact["kind"] in QUANTITIES and DIGITS.search(fact["text"])
    ]
    lost = 0
    for at in digits:
        without = deepcopy(read)
        del without["facts"][at]
        lost += bool(unread(text, without))
    assert lost >= 0.8 * len(digits)
