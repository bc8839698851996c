"""Who reads a need: its own, its authorities, and whom a round or a pairing lets in (P3)."""

from __future__ import annotations

import pytest
from tests.cast import World
from tests.makers import an_organisation

from lianjian.chain.exchange import selectors
from lianjian.chain.exchange.life import ListingState
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.organisations.models import DirectoryEntry, Organisation

from .makers import a_need, a_sharing, an_offer


@pytest.mark.parametrize(
    ("who", "reads"),
    [("lin", 1), ("tao", 1), ("xu", 1), ("mei", 1), ("hao", 0), ("wen", 0), ("bo", 0)],
)
def test_a_need_is_read_at_home_and_above_and_nowhere_else(world: World, who: str, reads: int):
    a_need(a_branch(world.stone))
    assert selectors.needs(getattr(world, who).scope).count() == reads


def test_a_society_that_keeps_the_village_in_its_directory_reads_no_need(world: World):
    """A name on a door does not open the house."""
    village = an_organisation(
        "松树村", kind="village", affiliation=world.town, kept_by=world.society
    )
    need = a_need(a_branch(village))
    assert Organisation.within(world.bo.scope).filter(pk=village.pk).exists()
    with pytest.raises(OutOfScope):
        selectors.need(world.bo.scope, need.pk)


def test_the_rule_of_the_directory_would_have_shown_it(world: World):
    """The control: the rule that was there first lets the society in."""
    from lianjian.chain.registry.models import Branch

    village = an_organisation(
        "松树村", kind="village", affiliation=world.town, kept_by=world.society
    )
    a_need(a_branch(village))
    seen = Need.within(Scope.of_everything()).filter(Branch.scope_rule(world.bo.scope, "branch__"))
    assert seen.count() == 1


def test_a_sharing_lets_its_reader_in_and_nobody_beside(world: World):
    stone = a_branch(world.stone)
    a_need(stone)
    a_sharing(stone, world.society)
    assert selectors.needs(world.bo.scope).count() == 1
    assert selectors.needs(world.wen.scope).count() == 0
    assert selectors.needs(world.hao.scope).count() == 0


def test_two_sharings_show_a_need_once(world: World):
    stone = a_branch(world.stone)
    a_need(stone)
    a_sharing(stone, world.society, "one")
    a_sharing(stone, world.society, "other")
    assert selectors.needs(world.bo.scope).count() == 1


@pytest.mark.parametrize(
    "state", [ListingState.DRAFT, ListingState.WITHDRAWN, ListingState.EXPIRED]
)
def test_what_is_not_put_out_is_shared_with_nobody(world: World, state: str):
    stone = a_branch(world.stone)
    a_need(stone, state=state)
    a_sharing(stone, world.society)
    assert selectors.needs(world.bo.scope).count() == 0
    assert selectors.needs(world.lin.scope).count() == 1


def test_an_offer_is_read_by_whoever_keeps_the_organisation_in_their_directory(world: World):
    an_offer(a_branch(world.university))
    assert selectors.offers(world.wen.scope).count() == 1
    assert selectors.offers(world.mei.scope).count() == 1
    assert selectors.offers(world.hao.scope).count() == 0
    assert selectors.offers(world.lin.scope).count() == 0
    assert DirectoryEntry.within(world.mei.scope).exists()


def test_a_draft_of_an_offer_is_its_own_peoples_business(world: World):
    an_offer(a_branch(world.university), state=ListingState.DRAFT)
    assert selectors.offers(world.wen.scope).count() == 1
    assert selectors.offers(world.mei.scope).count() == 0
