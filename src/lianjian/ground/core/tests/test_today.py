"""What waits comes from the rooms: what is due first comes first."""

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.ground.core import today
from lianjian.ground.core.actors import NOBODY, Actor
from lianjian.ground.core.today import Matter


@pytest.fixture(autouse=True)
def _no_other_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(today, "_PROVIDERS", [])


def a_matter(text: str, due: dt.date | None = None) -> Matter:
    return Matter(text=text, url="/", touch="Reply", due=due)


def test_nothing_waits_where_no_room_says_so():
    assert today.waiting_for(NOBODY) == []


def test_what_is_due_first_comes_first_and_the_undated_last():
    today.register(lambda _actor: [a_matter("undated"), a_matter("later", dt.date(2026, 7, 2))])
    today.register(lambda _actor: [a_matter("sooner", dt.date(2026, 7, 1))])
    found = [matter.text for matter in today.waiting_for(NOBODY)]
    assert found == ["sooner", "later", "undated"]


def test_matters_of_one_day_keep_the_order_of_their_rooms():
    day = dt.date(2026, 7, 1)
    today.register(lambda _actor: [a_matter("b", day), a_matter("a", day)])
    assert [matter.text for matter in today.waiting_for(NOBODY)] == ["b", "a"]


def test_a_room_that_registers_twice_is_asked_once():
    def room(_actor: Actor) -> list[Matter]:
        return [a_matter("once")]

    assert today.register(room) is room
    today.register(room)
    assert len(today.waiting_for(NOBODY)) == 1


def test_a_room_hears_for_whom_it_is_asked():
    asked: list[Actor] = []

    def room(actor: Actor) -> list[Matter]:
        asked.append(actor)
        return []

    today.register(room)
    today.waiting_for(NOBODY)
    assert asked == [NOBODY]
