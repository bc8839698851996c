"""A rule as alternatives, each for an index of its own: the same rows as the rule itself."""

from __future__ import annotations

import pytest
from django.db.models import Q
from tests.cast import World

from lianjian.chain.exchange.models import DormantAsset, Need, Offer
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.pairing.models import Pairing, Proposal
from lianjian.chain.registry.models import Branch, Honour, Posting, Tie
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.accounts.models import Post
from lianjian.ground.core.scope import EVERYTHING, NOTHING, Scope, alternatives
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.organisations.models import Organisation

A, B, C, D = (Q(**{name: 1}) for name in "abcd")


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (A, [A]),
        (A | B, [A, B]),
        (A & B, [A & B]),
        ((A | B) & C, [A & C, B & C]),
        ((A | B) & (C | D), [A & C, A & D, B & C, B & D]),
        (NOTHING | A, [A]),
        (NOTHING & A, []),
        (NOTHING, []),
        (EVERYTHING, [EVERYTHING]),
        (~A, [~A]),
        (A & ~(B | C), [A & ~(B | C)]),
    ],
)
def test_a_rule_is_told_as_alternatives(rule: Q, parts: list[Q]):
    assert alternatives(rule) == parts


MODELS = (Organisation, Branch, Need, Offer, DormantAsset, Tie, Posting, Honour, Pairing, Proposal)


@pytest.mark.parametrize("model", [*MODELS, Post])
def test_a_list_shows_what_the_rule_shows(world: World, model: type[Scoped]):
    """From the places outwards, or by looking at each row: no reader sees more, and none less."""
    stone, university = a_branch(world.stone), a_branch(world.university)
    a_need(stone)
    an_offer(university)
    for name in ("mei", "lin", "tao", "wen", "bo", "xu", "hao"):
        scope = getattr(world, name).scope
        by_rule = set(model.within(scope).values_list("pk", flat=True))
        assert set(model.keys_within(scope).values_list("pk", flat=True)) == by_rule
        assert set(model.within(scope).listed().values_list("pk", flat=True)) == by_rule


def test_whoever_sees_nothing_is_listed_nothing(world: World):
    assert not Organisation.within(Scope.of_nothing()).listed().exists()
    assert Organisation.within(Scope.of_everything()).listed().count() == 3
