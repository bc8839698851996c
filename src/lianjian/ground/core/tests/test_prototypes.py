"""The question that is compiled once answers as the one that is put together anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from tests.cast import World
from tests.makers import an_organisation

from lianjian.ground.core.prototypes import lies_within
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped, scope_lifted
from lianjian.ground.organisations.models import Organisation

EVERY_KIND = [model for model in apps.get_models() if issubclass(model, Scoped)]


def answers(world: World, keys: list[int]) -> dict[tuple[str, int], tuple[bool, bool]]:
    """By reader and row: what the compiled question says, and what a fresh query says."""
    readers = {name: getattr(world, name).scope for name in ("mei", "lin", "wen", "hao")}
    readers |= {"nobody": Scope.of_nothing(), "system": Scope.of_everything()}
    return {
        (name, key): (
            lies_within(Organisation, scope, key),
            Organisation.within(scope).filter(pk=key).count() == 1,
        )
        for name, scope in readers.items()
        for key in keys
    }


def test_it_says_of_every_row_what_a_fresh_query_says(world: World):
    foreign = an_organisation("邻县示例合作社", affiliation=world.next_county)
    keys = [world.stone.pk, world.university.pk, foreign.pk, 10**12]
    for _again in range(2):
        said = answers(world, keys)
        assert [one for one, (compiled, fresh) in said.items() if compiled != fresh] == []
    assert said["mei", world.stone.pk] == (True, True)
    assert said["hao", world.stone.pk] == (False, False)
    assert said["nobody", world.stone.pk] == (False, False)


def test_a_row_that_moves_out_of_a_scope_lies_there_no_more(world: World):
    assert lies_within(Organisation, world.mei.scope, world.stone.pk)
    elsewhere = {"affiliation": world.next_county, "seat": world.next_county}
    with scope_lifted("a test moves a village"):
        Organisation.objects.filter(pk=world.stone.pk).update(**elsewhere)
    assert not lies_within(Organisation, world.mei.scope, world.stone.pk)
    assert lies_within(Organisation, world.hao.scope, world.stone.pk)


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind._meta.label)
def test_every_kind_of_row_can_be_asked_for_by_its_key(world: World, kind: Any):
    assert len(EVERY_KIND) > 40
    for one in (world.mei, world.lin, world.wen):
        assert not lies_within(kind, one.scope, 10**12)
