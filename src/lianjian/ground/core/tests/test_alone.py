from __future__ import annotations

from pathlib import Path

import pytest

from lianjian.ground.core import alone, confined
from lianjian.ground.core.alone import Ended

from . import opening

OPENING = opening.__name__


def ended(what: str, data: bytes = b"") -> str:
    with pytest.raises(Ended) as refused:
        alone.asked(OPENING, what, data=data)
    return refused.value.why


def test_it_answers_about_all_the_bytes_and_says_how_far_it_is():
    heard: list[tuple[int, int]] = []
    data = b"x" * 1_000_000
    answers = alone.asked(OPENING, "counts", data=data, heard=lambda *far: heard.append(far))
    assert (answers, heard) == ([len(data)], [(1, 2)])


def test_one_that_answers_before_it_has_read_all_does_not_wait():
    assert alone.asked(OPENING, "answers early", data=b"x" * 5_000_000) == ["early"]


def test_its_own_word_for_why_not_is_passed_on():
    assert ended("says no") == "much"


def test_one_that_takes_too_much_memory_is_ended_and_this_process_goes_on():
    assert ended("is greedy") == "memory"


def test_control_with_a_larger_limit_the_same_is_given_what_it_asks_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    source = Path(confined.__file__).read_text(encoding="utf-8")
    (tmp_path / "confined.py").write_text(source.replace("512 *", "2048 *"), encoding="utf-8")
    monkeypatch.setattr(alone, "_CONFINED", tmp_path / "confined.py")
    assert alone.asked(OPENING, "is greedy", data=b"") == [600 * 1024 * 1024]


def test_one_that_works_for_nothing_is_ended_long_before_its_twenty_seconds():
    assert ended("is lazy") == "slow"


def test_what_was_done_earns_time_for_more():
    assert alone.asked(OPENING, "earns", data=b"") == ["done"]


def test_it_writes_nothing(tmp_path: Path):
    path = tmp_path / "left"
    assert alone.asked(OPENING, "writes", data=str(path).encode()) == [False]
    assert not path.exists() or path.stat().st_size == 0


def test_one_that_breaks_off_has_said_nothing():
    assert ended("breaks off") == "memory"
