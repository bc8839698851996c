"""A no with its reason costs nothing; "never" holds until it is taken back."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.pairing import services
from lianjian.chain.pairing.material import gathered
from lianjian.chain.pairing.models import Candidate
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from .makers import a_participant, a_round, a_scene


def test_lin_declines_with_a_reason(world: World):
    scene = a_scene(world)
    done = services.decline(
        world.lin.actor, proposal=scene.proposal, reason="other_plans", note=" 已有安排 "
    )
    assert (done.state, done.declined_by, done.decline_note) == ("declined", "village", "已有安排")


def test_a_side_that_said_yes_may_change_its_mind_until_the_other_has_answered(world: World):
    scene = a_scene(world)
    services.accept(world.lin.actor, proposal=scene.proposal)
    assert services.decline(world.lin.actor, proposal=scene.proposal, reason="not_now")
    with pytest.raises(Overtaken):
        services.accept(world.wen.actor, proposal=scene.proposal)


def test_what_is_agreed_cannot_be_declined(world: World):
    scene = a_scene(world)
    services.accept(world.lin.actor, proposal=scene.proposal)
    services.accept(world.wen.actor, proposal=scene.proposal)
    scene.proposal.refresh_from_db()
    with pytest.raises(Invalid):
        services.decline(world.lin.actor, proposal=scene.proposal, reason="not_now")


def test_a_page_that_was_open_too_long_declines_nothing(world: World):
    scene = a_scene(world)
    stale = type(scene.proposal).get_within(world.wen.scope, pk=scene.proposal.pk)
    services.decline(world.lin.actor, proposal=scene.proposal, reason="not_now")
    with pytest.raises(Overtaken):
        services.decline(world.wen.actor, proposal=stale, reason="never")


@pytest.mark.parametrize("who", ["mei", "bo", "xu", "hao"])
def test_nobody_declines_for_a_side(world: World, who: str):
    scene = a_scene(world)
    with pytest.raises(Denied):
        services.decline(getattr(world, who).actor, proposal=scene.proposal, reason="not_now")


def test_it_asks_for_a_reason_that_exists(world: World):
    scene = a_scene(world)
    with pytest.raises(Invalid):
        services.decline(world.lin.actor, proposal=scene.proposal, reason="whatever")


@pytest.mark.parametrize(("reason", "barred"), [("not_now", ""), ("never", "refused")])
def test_never_holds_in_the_next_round_and_not_now_does_not(world: World, reason: str, barred: str):
    scene = a_scene(world)
    services.decline(world.wen.actor, proposal=scene.proposal, reason=reason)
    assert _barred_in_the_next_round(world, scene) == barred


def test_the_side_that_said_never_takes_it_back_and_no_other(world: World):
    scene = a_scene(world)
    declined = services.decline(world.wen.actor, proposal=scene.proposal, reason="never")
    for who in (world.lin, world.mei):
        with pytest.raises(Denied):
            services.lift_refusal(who.actor, proposal=declined)
    services.lift_refusal(world.wen.actor, proposal=declined)
    assert _barred_in_the_next_round(world, scene) == ""
    with pytest.raises(Overtaken):
        services.lift_refusal(world.wen.actor, proposal=declined)


def _barred_in_the_next_round(world: World, scene) -> str:
    after = a_round(world.county)
    a_participant(after, scene.stone)
    a_participant(after, scene.university)
    assert gathered(after, on=clock.today())
    services.solve(world.mei.actor, round=after)
    return Candidate.within(world.mei.scope).get(round=after).barred
