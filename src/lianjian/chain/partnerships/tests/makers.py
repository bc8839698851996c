"""Partnerships as they come about: a pairing, an accord of three parties, a joint body."""

from __future__ import annotations

import dataclasses

from tests.cast import World

from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.pairing.tests import makers as pairing
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted

ALL = Scope.of_everything()


def from_a_round(world: World) -> Pairing:
    """Stone and the University, agreed from a proposal of the county's round."""
    village = accords.branch_of(world.stone)
    partner = accords.branch_of(world.university)
    round = pairing.a_round(world.county, state="published")
    proposal = pairing.a_proposal(village, partner, round=round)
    with scope_lifted("a maker"):
        made = accords.a_pairing(village, partner)
        Pairing.objects.filter(pk=made.pk).update(origin="round", proposal=proposal)
        found: Pairing = Pairing.objects.get(pk=made.pk)
        return found


def an_accord_of(world: World, paired: Pairing, *, signed: bool = True) -> Accord:
    """An accord that brings the pairing to life, or one that waits for its signatures."""
    setting = accords.three_parties(world, members=2, quorum=1)
    contents = dataclasses.replace(setting.contents, pairings=(paired,))
    told = dataclasses.replace(setting, contents=contents)
    return accords.an_accord(told, signed_by_all=signed)


def a_body_of(world: World) -> JointBody:
    return accords.a_body_at_work(world)
