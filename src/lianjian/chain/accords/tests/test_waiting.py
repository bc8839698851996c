"""What waits today stays short, and takes as few questions for many accords as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Character, World

from lianjian.chain.accords import waiting

from . import makers


def matters(who: Character) -> list[str]:
    return [matter.url for matter in waiting.what_waits(who.actor)]


def questions(who: Character) -> int:
    with CaptureQueriesContext(connection) as asked:
        matters(who)
    return len(asked)


def more_than(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", most)


@pytest.mark.parametrize(
    ("make", "state"), [(makers.a_draft, "draft"), (makers.in_consultation, "consulting")]
)
def test_many_accords_of_one_kind_become_one_line_to_their_list(
    world: World, monkeypatch: pytest.MonkeyPatch, make: Any, state: str
):
    make(makers.three_parties(world))
    assert len(matters(world.mei)) == 1
    make(makers.three_parties_again(world))
    assert len(matters(world.mei)) == 2
    more_than(1, monkeypatch)
    assert matters(world.mei) == [f"{reverse('accords:accords')}?state={state}"]


def test_many_bodies_become_one_line_to_their_list(world: World, monkeypatch: pytest.MonkeyPatch):
    makers.a_body(world)
    makers.a_body(world, name="另一联建党总支")
    assert len(matters(world.mei)) == 2
    more_than(1, monkeypatch)
    assert matters(world.mei) == [f"{reverse('accords:bodies')}?state=proposed"]


@pytest.mark.parametrize("who", ["mei", "lin"])
def test_a_second_accord_costs_no_further_question(world: World, who: str):
    makers.in_consultation(makers.three_parties(world))
    makers.a_draft(makers.three_parties_again(world))
    one = questions(getattr(world, who))
    makers.in_consultation(makers.three_parties_again(world))
    makers.a_draft(makers.three_parties_again(world))
    assert questions(getattr(world, who)) == one
