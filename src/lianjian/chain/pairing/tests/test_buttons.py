"""The buttons of a page are the verbs of the life from here that the policy grants its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from django.urls import reverse
from tests import makers as ground
from tests.cast import Character, World

from lianjian.chain.pairing.life import (
    PAIRING,
    PROPOSAL,
    ROUND,
    PairingState,
    ProposalState,
    RoundState,
)
from lianjian.chain.pairing.models import Round
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.commands import COMMANDS
from lianjian.ground.core.life import Life
from lianjian.ground.core.scoped import Scoped, scope_lifted

from .makers import a_pairing, a_scene, a_solved_round, some_partners, some_villages

FOLLOWS = {"finish", "agree", "overtake", "expire", "begin"}
"""Verbs that follow from other records or from the calendar; nobody presses them."""
STOP = "stop_solving"
"""What a person calls the verb *fail* of a round."""


def granted(life: Life, row: Scoped, who: Character) -> set[str]:
    """By the table and the policies of the commands: what the page has to offer."""
    verbs = set(life.verbs_from(row.state)) - FOLLOWS  # type: ignore[attr-defined]
    if life is PROPOSAL:
        verbs.discard("take_back")  # of a whole round
    named = {STOP if verb == "fail" else verb for verb in verbs}
    return {
        verb for verb in named if COMMANDS[f"pairing.{verb}"].policy(who.actor, **{life.name: row})
    }


def offered(who: Character, name: str, pk: int, verbs: Iterable[str]) -> set[str]:
    """The verbs whose addresses stand in a form or a link of the page."""
    text = who.client().get(reverse(f"pairing:{name}", args=[pk])).content.decode()
    found = set(re.findall(r'(?:action|href)="/pairing/(?:rounds/|proposals/)?\d+/(\w+)"', text))
    return found & set(verbs)


def auditor(world: World) -> Character:
    return Character(ground.a_post(Role.AUDITOR, division=world.county))


@pytest.fixture
def solved(world: World) -> Round:
    return a_solved_round(world.mei, [*some_villages(world, 1), *some_partners(world, 1)])


def in_state(row: Scoped, state: str) -> None:
    with scope_lifted("a maker"):
        type(row).objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()


ROUND_VERBS = (STOP, "solve", "publish", "take_back", "close", "abandon")


@pytest.mark.parametrize("state", RoundState.values)
@pytest.mark.parametrize("steers", [True, False])
def test_a_board_offers_what_the_life_and_the_policy_do(
    world: World, solved: Round, state: str, steers: bool
):
    in_state(solved, state)
    who = world.mei if steers else auditor(world)
    found = offered(who, "round", solved.pk, ROUND_VERBS)
    assert found == granted(ROUND, solved, who)
    assert steers or found == set()


@pytest.mark.parametrize("state", RoundState.values)
def test_who_takes_part_offers_what_the_life_does_before_a_plan_is_looked_at(
    world: World, solved: Round, state: str
):
    in_state(solved, state)
    found = offered(world.mei, "participants", solved.pk, ROUND_VERBS)
    on_the_board = {"publish", "take_back", "close"}
    assert found == granted(ROUND, solved, world.mei) - on_the_board


def test_a_round_in_review_can_be_abandoned_from_its_board(world: World, solved: Round):
    assert "abandon" in offered(world.mei, "round", solved.pk, ROUND_VERBS)


@pytest.mark.parametrize("state", ProposalState.values)
@pytest.mark.parametrize("who", ["lin", "wen", "mei"])
def test_a_proposal_offers_what_the_life_and_the_policy_do(world: World, state: str, who: str):
    row, reader = a_scene(world).proposal, getattr(world, who)
    in_state(row, state)
    found = offered(reader, "proposal", row.pk, ("accept", "decline"))
    assert found == granted(PROPOSAL, row, reader)
    assert found == set() or who != "mei"


@pytest.mark.parametrize("state", PairingState.values)
@pytest.mark.parametrize("who", ["lin", "mei", "auditor"])
def test_a_pairing_offers_what_the_life_and_the_policy_do(world: World, state: str, who: str):
    scene = a_scene(world)
    row = a_pairing(scene.stone, scene.university, state=state)
    reader = auditor(world) if who == "auditor" else getattr(world, who)
    assert offered(reader, "pairing", row.pk, ("end",)) == granted(PAIRING, row, reader)
