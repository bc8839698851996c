from __future__ import annotations

import pytest
from tests.cast import a_world

from lianjian.chain.registry import selectors
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.organisations import services as organisations
from lianjian.ground.organisations.models import Kind

from .makers import a_branch


def names(rows) -> list[str]:
    return [row.name for row in rows]


def test_it_shows_a_coordinator_their_villages_and_whom_they_keep(world):
    a_branch(world.stone)
    a_branch(world.university)
    a_branch(a_world("9902").stone)
    assert names(selectors.branches(world.mei.scope)) == ["省农业大学党支部", "石桥村党支部"]


def test_it_hides_every_branch_from_the_next_county(world):
    branch = a_branch(world.stone)
    assert not selectors.branches(world.hao.scope).exists()
    with pytest.raises(OutOfScope):
        selectors.branch(world.hao.scope, branch.pk)


def test_it_filters_by_kind_place_and_words(world):
    a_branch(world.stone)
    a_branch(world.university, unit="园艺学院")
    scope = world.mei.scope
    assert names(selectors.branches(scope, kind=Kind.VILLAGE)) == ["石桥村党支部"]
    assert names(selectors.branches(scope, inside=world.town)) == ["石桥村党支部"]
    assert names(selectors.branches(scope, text="农业 园艺")) == ["省农业大学园艺学院党支部"]
    assert not selectors.branches(scope, text="没有的词").exists()


def test_it_finds_by_initials_and_by_another_name_of_the_host(world):
    a_branch(world.university)
    organisations.add_alias(world.mei.actor, organisation=world.university, text="农大")
    for asked in ("snydx", "农大", "省农业"):
        assert names(selectors.branches(world.mei.scope, text=asked)) == ["省农业大学党支部"]


def test_finding_leaks_nothing_to_the_next_county(world):
    a_branch(world.stone)
    assert not selectors.branches(world.hao.scope, text="石桥").exists()


def test_it_parts_villages_from_partners(world):
    village, partner = a_branch(world.stone), a_branch(world.university)
    assert list(selectors.villages(world.mei.scope)) == [village]
    assert list(selectors.partners(world.mei.scope)) == [partner]


def test_an_actors_own_branches_are_those_of_their_post(world):
    village, _partner = a_branch(world.stone), a_branch(world.university)
    assert selectors.own_village(world.lin.actor) == village
    assert selectors.own_village(world.wen.actor) is None
    assert not selectors.own_branches(world.mei.actor).exists()


@pytest.mark.parametrize("order", selectors.ORDERINGS)
def test_a_list_is_ordered_by_name_host_or_place_only(world, order):
    a_branch(world.stone)
    assert selectors.branches(world.mei.scope, order=order).count() == 1


def test_no_ordering_knows_a_count_or_an_outcome(world):
    with pytest.raises(KeyError):
        selectors.branches(world.mei.scope, order="pairings")
