"""T4: the second yes on a proposal, and the last place of a partner's span.

Four people press at the same moment. One wins; the others hear why; there is one pairing. The
naive twin (chain/pairing/tests/naive.py) reads, checks and saves in separate statements, as one
would write it first; its window is its own work between them and nothing was added to it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lianjian.chain.exchange.models import Sharing
from lianjian.chain.pairing import services
from lianjian.chain.pairing.models import Pairing, Proposal
from lianjian.chain.pairing.tests import makers, naive
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.makers import a_post

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
Accept = Callable[..., Any]
Reply = tuple[Character, Proposal]


def four_liaison_officers(world: World) -> list[Reply]:
    """Stone has said yes; four officers of the university read the same proposal."""
    scene = makers.a_scene(world)
    officers = [world.wen] + [
        Character(a_post(Role.LIAISON, organisation=world.university)) for _ in range(3)
    ]
    said_yes(Proposal.objects.all(), "village")
    return [(one, proposal_of(one, scene.proposal.pk)) for one in officers]


def four_villages(world: World) -> list[Reply]:
    """The university has one place and has said yes to four villages."""
    scene = makers.a_scene(world, span=1)
    replies: list[Reply] = []
    for branch in makers.some_villages(world, 4, span=1):
        made = makers.a_proposal(branch, scene.university, round=scene.round)
        secretary = a_secretary(branch)
        replies.append((secretary, proposal_of(secretary, made.pk)))
    with scope_lifted("the next race"):
        Proposal.objects.filter(pk=scene.proposal.pk).update(state="taken_back")
    said_yes(Proposal.objects.exclude(pk=scene.proposal.pk), "partner")
    return replies


def a_secretary(branch: Branch) -> Character:
    place = branch.host.affiliation
    return Character(a_post(Role.VILLAGE_SECRETARY, division=place, organisation=branch.host))


def proposal_of(reader: Character, pk: int) -> Proposal:
    """The proposal as its page shows it to this reader."""
    return Proposal.get_within(reader.scope, pk=pk)


def said_yes(rows: Any, side: str) -> None:
    """One side's yes is there, the other's is not, and nothing has come of it."""
    other = {"village": "partner", "partner": "village"}[side]
    with scope_lifted("the next race"):
        Pairing.objects.all().delete()
        Sharing.objects.all().delete()
        rows.exclude(state="taken_back").update(
            state="proposed",
            closed_at=None,
            closed_because="",
            **{f"{side}_accepted_at": clock.now(), f"{other}_accepted_at": None},
        )


SCENES: dict[str, tuple[Callable[[World], list[Reply]], str]] = {
    "the second yes": (four_liaison_officers, "village"),
    "the last place": (four_villages, "partner"),
}


def run_races(scene: str, accept: Accept) -> list[tuple[Finish, int]]:
    """How each race ended, and how many pairings there were then."""
    make, side = SCENES[scene]
    replies = make(a_world())
    ends = []
    for _ in range(RACES):
        runs = [partial(accept, one.actor, proposal=asked) for one, asked in replies]
        finish = race(runs)
        with scope_lifted("a test looks behind"):
            ends.append((finish, Pairing.objects.count()))
        said_yes(Proposal.objects.all(), side)
        replies = [(one, proposal_of(one, asked.pk)) for one, asked in replies]
    return ends


@pytest.mark.parametrize("scene", SCENES)
def test_one_wins_and_the_others_hear_why(scene: str, campaign: Reporter):
    only_on_postgresql()
    for finish, pairings in run_races(scene, services.accept):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused), pairings) == (1, 3, 1)
        assert everyone_got_a_reason(finish)
    campaign(
        "T4",
        f"four at the same moment: {scene}",
        size=RACES,
        control=f"without a lock at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="one wins, three hear why, no error",
    )


@pytest.mark.parametrize("scene", SCENES)
def test_control_without_a_lock_it_goes_wrong(scene: str):
    only_on_postgresql()
    wrong = sum(
        pairings != 1 or bool(finish.errors) or len(finish.won) != 1
        for finish, pairings in run_races(scene, naive.accept)
    )
    assert wrong >= CONTROL_FAILS_AT_LEAST * RACES
