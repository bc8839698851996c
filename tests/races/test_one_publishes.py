"""T4: four coordinators of one county publish the same round at the same moment.

One publishes; the others hear that somebody was faster; each pair is proposed once. The naive twin
(chain/pairing/tests/naive.py) reads the state, looks whether the plan still holds and then writes,
as one would write it first; its window is that look, which the real service takes as well. The
database lets none of them propose a pair twice, so the naive losers see a fault and no reason.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lianjian.chain.pairing import services
from lianjian.chain.pairing.models import Proposal, Round
from lianjian.chain.pairing.tests import makers, naive
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world

from .racing import (
    CONTROL_FAILS_AT_LEAST,
    RACES,
    Finish,
    everyone_got_a_reason,
    four_coordinators,
    only_on_postgresql,
    race,
)

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]
PAIRS = 3
Publish = Callable[..., Any]


def a_round_under_review(world: World) -> tuple[Round, list[Character]]:
    """A solved round, and the four coordinators of its county."""
    branches = [*makers.some_villages(world, PAIRS), *makers.some_partners(world, PAIRS)]
    round = makers.a_solved_round(world.mei, branches)
    return round, four_coordinators(world)


def under_review_again(round: Round) -> None:
    """As it was before it was published: the next race begins where this one did."""
    with scope_lifted("the next race"):
        Proposal.objects.filter(round=round).delete()
        Round.objects.filter(pk=round.pk).update(state="review", reply_by=None, published_at=None)


def run_races(publish: Publish) -> list[tuple[Finish, int, str]]:
    """How each race ended, how many proposals there were then, and the state of the round."""
    round, four = a_round_under_review(a_world())
    ends = []
    for _ in range(RACES):
        read = [(one, Round.get_within(one.scope, pk=round.pk)) for one in four]
        finish = race([partial(publish, one.actor, round=row, version=1) for one, row in read])
        with scope_lifted("a test looks behind"):
            proposals = Proposal.objects.filter(round=round).count()
            ends.append((finish, proposals, Round.objects.get(pk=round.pk).state))
        under_review_again(round)
    return ends


def test_one_publishes_and_the_others_hear_why(campaign: Reporter):
    only_on_postgresql()
    for finish, proposals, state in run_races(services.publish):
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused)) == (1, 3)
        assert (proposals, state) == (PAIRS, "published")
        assert everyone_got_a_reason(finish)
    campaign(
        "T4",
        "four at the same moment: one round is published",
        size=RACES,
        control=f"without a lock at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="one wins, three hear why, each pair proposed once, no error",
    )


def test_control_without_a_lock_it_goes_wrong():
    only_on_postgresql()
    wrong = sum(
        proposals != PAIRS or bool(finish.errors) or len(finish.won) != 1
        for finish, proposals, _state in run_races(naive.publish)
    )
    assert wrong >= CONTROL_FAILS_AT_LEAST * RACES
