"""T5: two people change one record at the same moment.

In different fields, both changes stay. In the same field one is kept, and the other hears of it
instead of overwriting. The naive twins write what they hold: all fields, or theirs without a look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lianjian.chain.registry import services
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scoped import Scoped, scope_lifted
from lianjian.ground.core.verdicts import Overtaken
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world

from .racing import (
    CONTROL_FAILS_AT_LEAST,
    RACES,
    Finish,
    everyone_got_a_reason,
    only_on_postgresql,
    race,
)

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]

Change = dict[str, Any]


def written(pk: int) -> Branch:
    with scope_lifted("a test looks behind"):
        branch: Branch = Branch.objects.get(pk=pk)
    return branch


def two_editors() -> tuple[World, Branch, list[Character]]:
    world = a_world()
    return world, a_branch(world.stone), [world.lin, world.mei]


def run_races(changes: Callable[[int], tuple[Change, Change]]) -> list[tuple[Finish, Branch]]:
    """How each race ended and what is kept then; both had read the row before it."""
    only_on_postgresql()
    _world, branch, editors = two_editors()
    ends = []
    for turn in range(RACES):
        read = [(one.actor, Branch.get_within(one.scope, pk=branch.pk)) for one in editors]
        finish = race(
            [
                partial(services.amend_branch, actor, branch=row, **change)
                for (actor, row), change in zip(read, changes(turn), strict=True)
            ]
        )
        ends.append((finish, written(branch.pk)))
    return ends


def in_different_fields(turn: int) -> tuple[Change, Change]:
    return {"span": turn % 2 + 2}, {"name": f"石桥村党总支{turn}"}


def in_the_same_field(turn: int) -> tuple[Change, Change]:
    return {"name": f"书记写的{turn}"}, {"name": f"县里写的{turn}"}


def both_kept(turn: int, branch: Branch) -> bool:
    span, name = in_different_fields(turn)
    return (branch.span, branch.name) == (span["span"], name["name"])


def test_what_two_change_in_different_fields_is_kept(campaign: Reporter):
    for turn, (finish, branch) in enumerate(run_races(in_different_fields)):
        assert (len(finish.won), finish.refused, finish.errors) == (2, [], [])
        assert both_kept(turn, branch)
    campaign(
        "T5",
        "two at the same moment, in different fields",
        size=RACES,
        control=f"whoever writes all fields loses the other's in {CONTROL_FAILS_AT_LEAST:.0%}",
        outcome="both kept",
    )


def test_in_the_same_field_one_is_kept_and_the_other_hears_of_it(campaign: Reporter):
    for turn, (finish, branch) in enumerate(run_races(in_the_same_field)):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused)) == (1, 1)
        assert isinstance(finish.refused[0], Overtaken)
        assert everyone_got_a_reason(finish)
        assert branch.name in [change["name"] for change in in_the_same_field(turn)]
        assert branch.name == finish.won[0].name
    campaign(
        "T5",
        "two at the same moment, in the same field",
        size=RACES,
        control=f"without a look both win in {CONTROL_FAILS_AT_LEAST:.0%}",
        outcome="one kept, the other hears of it",
    )


def test_control_whoever_writes_all_fields_loses_the_others(monkeypatch: pytest.MonkeyPatch):
    def all_fields(row: Branch, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["name", "level", "span", "must_serve"])

    monkeypatch.setattr(Scoped, "rewrite", all_fields)
    ends = run_races(in_different_fields)
    lost = sum(not both_kept(turn, branch) for turn, (_finish, branch) in enumerate(ends))
    assert lost >= CONTROL_FAILS_AT_LEAST * RACES


def test_control_without_a_look_both_win(monkeypatch: pytest.MonkeyPatch):
    def blindly(row: Branch, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))

    monkeypatch.setattr(Scoped, "rewrite", blindly)
    ends = run_races(in_the_same_field)
    both = sum(len(finish.won) == 2 for finish, _branch in ends)
    assert both >= CONTROL_FAILS_AT_LEAST * RACES
