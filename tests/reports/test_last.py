"""The last set of reports: every fact stands in its text, and every numeral has been read.

Other hands wrote these, after the open and the held set, and no rule was made from them. They are
marked by the same rules (README-open.md), so that the checks are those of the open set.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from tests.reports import test_open as marked

pytestmark = pytest.mark.once

HERE = Path(__file__).parent / "last"
REPORTS = sorted(HERE.glob("*.txt"))


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_are_sixteen_reports_and_each_has_its_facts():
    assert [path.stem[:2] for path in REPORTS] == [f"{n:02}" for n in range(1, 17)]
    assert {path.stem for path in REPORTS} == {path.stem for path in HERE.glob("*.json")}


def test_a_report_is_clean_text(report):
    raw = report.read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not marked.HALF_WIDTH.findall(text)


def test_every_fact_is_well_formed(report):
    read = marked.facts_of(report)
    assert set(read) == {"style", "date", "facts", "ignored"}
    assert [(f["text"], wrong) for f in read["facts"] if (wrong := marked.ill_formed(f))] == []


def test_every_fact_stands_in_its_text_once(report):
    text, read = report.read_text(encoding="utf-8"), marked.facts_of(report)
    assert marked.misplaced(text, read) == []
    assert marked.twice(read) == []
    assert marked.cut(text, read) == []


def test_every_numeral_has_been_read(report):
    assert marked.unread(report.read_text(encoding="utf-8"), marked.facts_of(report)) == []


def test_a_number_taken_out_of_the_marks_is_missed(report):
    """The control: most numbers in digits stand once, and without its mark such a one shows."""
    text, read = report.read_text(encoding="utf-8"), marked.facts_of(report)
    digits = [
        at
        for at, fact in enumerate(read["facts"])
        if fact["kind"] in marked.QUANTITIES and marked.DIGITS.search(fact["text"])
    ]
    missed = 0
    for at in digits:
        without = deepcopy(read)
        del without["facts"][at]
        missed += bool(marked.unread(text, without))
    assert missed >= 0.8 * len(digits)


def test_a_word_that_is_not_there_is_found(report):
    """The control: a fact moved to a place where its words do not stand."""
    text, read = report.read_text(encoding="utf-8"), marked.facts_of(report)
    moved = deepcopy(read)
    moved["facts"][0]["nth"] = 99
    assert marked.misplaced(text, moved) == [read["facts"][0]["text"]]
