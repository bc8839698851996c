"""T5: two people change one record at the same moment.

In different fields, both changes stay. In the same field one is kept, and the other hears of it
instead of overwriting. The naive twins write what they hold: all fields, or theirs without a look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lianjian.chain.exchange import services
from lianjian.chain.exchange.models import Need
from lianjian.chain.exchange.tests.makers import a_need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scoped import Scoped, scope_lifted
from lianjian.ground.core.verdicts import Overtaken
from tests.campaigns import Reporter
from tests.cast import a_world

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


def written(pk: int) -> Need:
    with scope_lifted("a test looks behind"):
        need: Need = Need.objects.get(pk=pk)
    return need


def run_races(changes: Callable[[int], tuple[Change, Change]]) -> list[tuple[Finish, Need]]:
    """How each race ended and what is kept then; both had read the row before it."""
    only_on_postgresql()
    world = a_world()
    need, editors = a_need(a_branch(world.stone)), (world.lin, world.mei)
    ends = []
    for turn in range(RACES):
        read = [(one.actor, Need.get_within(one.scope, pk=need.pk)) for one in editors]
        finish = race(
            [
                partial(services.amend, actor, listing=row, **change)
                for (actor, row), change in zip(read, changes(turn), strict=True)
            ]
        )
        ends.append((finish, written(need.pk)))
    return ends


def in_different_fields(turn: int) -> tuple[Change, Change]:
    return {"quantity": f"{turn + 2}座"}, {"title": f"添冷库{turn}"}


def in_the_same_field(turn: int) -> tuple[Change, Change]:
    return {"title": f"书记写的{turn}"}, {"title": f"县里写的{turn}"}


def both_kept(turn: int, need: Need) -> bool:
    first, second = in_different_fields(turn)
    return (need.quantity, need.title) == (first["quantity"], second["title"])


def test_what_two_change_in_different_fields_is_kept(campaign: Reporter):
    for turn, (finish, need) in enumerate(run_races(in_different_fields)):
        assert (len(finish.won), finish.refused, finish.errors) == (2, [], [])
        assert both_kept(turn, need)
    campaign(
        "T5",
        "two at the same moment, in different fields",
        size=RACES,
        control=f"whoever writes all fields loses the other's in {CONTROL_FAILS_AT_LEAST:.0%}",
        outcome="both kept",
    )


def test_in_the_same_field_one_is_kept_and_the_other_hears_of_it(campaign: Reporter):
    for turn, (finish, need) in enumerate(run_races(in_the_same_field)):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused)) == (1, 1)
        assert isinstance(finish.refused[0], Overtaken)
        assert everyone_got_a_reason(finish)
        assert need.title in [change["title"] for change in in_the_same_field(turn)]
        assert need.title == finish.won[0].title
    campaign(
        "T5",
        "two at the same moment, in the same field",
        size=RACES,
        control=f"without a look both win in {CONTROL_FAILS_AT_LEAST:.0%}",
        outcome="one kept, the other hears of it",
    )


def test_control_whoever_writes_all_fields_loses_the_others(monkeypatch: pytest.MonkeyPatch):
    def all_fields(row: Need, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["title", "detail", "quantity"])

    monkeypatch.setattr(Scoped, "rewrite", all_fields)
    ends = run_races(in_different_fields)
    lost = sum(not both_kept(turn, need) for turn, (_finish, need) in enumerate(ends))
    assert lost >= CONTROL_FAILS_AT_LEAST * RACES


def test_control_without_a_look_both_win(monkeypatch: pytest.MonkeyPatch):
    def blindly(row: Need, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))

    monkeypatch.setattr(Scoped, "rewrite", blindly)
    ends = run_races(in_the_same_field)
    both = sum(len(finish.won) == 2 for finish, _branch in ends)
    assert both >= CONTROL_FAILS_AT_LEAST * RACES
