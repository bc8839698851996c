"""A control walks the very lives of its campaign; at full size both are drawn anew."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from . import by_services
from .by_services import SIZE, ByServices, must_be_found, run

ALIKE = settings(SIZE, max_examples=3, stateful_step_count=10, derandomize=True)
ANEW = settings(ALIKE, derandomize=False)


@pytest.fixture(autouse=True)
def _undivided(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said here of so few lives is said of all of them, also under ``--long``."""
    monkeypatch.setattr(by_services, "PARTS", 1)


class Drawing(ByServices):
    """Notes what it is given; there is no fault in it."""

    drawn: ClassVar[list[int]] = []

    def begin(self) -> None:
        self.state = "there"

    def stands(self) -> str:
        return "there"

    @rule(number=st.integers(0, 10**9))
    def draw(self, number: int) -> None:
        self.drawn.append(number)


def of_the_campaign(how: settings, **changed: Any) -> list[int]:
    """What the machine, or one with something changed, is given in a campaign."""
    drawn: list[int] = []
    run(type("Drawing", (Drawing,), {"drawn": drawn, **changed}), how)
    return drawn


def of_a_control(how: settings) -> list[int]:
    """The same in a control, which finds nothing: it walks to its end."""
    drawn: list[int] = []
    with pytest.raises(pytest.fail.Exception):
        must_be_found(type("Drawing", (Drawing,), {"drawn": drawn}), [], how)
    return drawn


def test_a_control_walks_the_very_lives_of_its_campaign(db: None):
    lives = of_the_campaign(ALIKE)
    assert lives == of_the_campaign(ALIKE) == of_a_control(ALIKE)
    assert lives != of_the_campaign(ALIKE, lot=4), "control: another lot, other lives"


def test_a_fault_that_no_life_of_the_campaign_meets_is_not_found(db: None):
    """Control of the controls: a number that only other lives are given."""
    rare = next(n for n in of_the_campaign(ALIKE, lot=4) if n not in of_the_campaign(ALIKE))

    def draw(self: Drawing, number: int) -> None:
        assert number != rare

    changed = rule(number=st.integers(0, 10**9))(draw)
    must_be_found(type("Drawing", (Drawing,), {"lot": 4, "draw": changed}), [], ALIKE)
    with pytest.raises(pytest.fail.Exception):
        must_be_found(type("Drawing", (Drawing,), {"draw": changed}), [], ALIKE)


def test_at_full_size_no_lot_is_chosen(db: None):
    assert of_the_campaign(ANEW) != of_the_campaign(ANEW)
