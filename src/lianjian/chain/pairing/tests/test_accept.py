"""Both say yes, by their own posts; the last place is given once; silence is never a yes (M31)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from tests.cast import World
from tests.makers import an_organisation

from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.pairing import services
from lianjian.chain.pairing.models import Pairing, Proposal
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.organisations.models import Kind

from . import naive
from .makers import a_pairing, a_proposal, a_scene

ALL = Scope.of_everything()


def test_the_second_yes_makes_the_pairing(world: World):
    scene = a_scene(world)
    first = services.accept(world.lin.actor, proposal=scene.proposal)
    assert first.state == "proposed"
    assert not Pairing.within(ALL).exists()
    second = services.accept(world.wen.actor, proposal=scene.proposal)
    assert second.state == "agreed"
    pairing = Pairing.within(world.lin.scope).get()
    assert (pairing.village, pairing.partner) == (scene.stone, scene.university)
    assert (pairing.state, pairing.origin) == ("agreed", "round")


def test_the_partner_may_be_first(world: World):
    scene = a_scene(world)
    services.accept(world.wen.actor, proposal=scene.proposal)
    assert services.accept(world.tao.actor, proposal=scene.proposal).state == "agreed"


@pytest.mark.parametrize("who", ["mei", "bo", "xu", "hao"])
def test_nobody_says_yes_for_a_side(world: World, who: str):
    scene = a_scene(world)
    with pytest.raises(Denied):
        services.accept(getattr(world, who).actor, proposal=scene.proposal)
    with pytest.raises(Denied):
        services.accept(system("a job"), proposal=scene.proposal)


def test_a_coordinator_who_could_reply_would_be_caught(world: World):
    """The control: the naive twin asks nobody's leave."""
    scene = a_scene(world)
    naive.accept(world.lin.actor, proposal=scene.proposal)
    scene.proposal.refresh_from_db()
    assert scene.proposal.village_accepted_at is not None


def test_the_society_replies_where_it_is_itself_the_partner(world: World):
    scene = a_scene(world, society=True)
    society = a_branch(world.society)
    proposal = a_proposal(scene.stone, society, round=scene.round)
    services.accept(world.bo.actor, proposal=proposal)
    assert services.accept(world.lin.actor, proposal=proposal).state == "agreed"


def test_one_side_says_yes_once(world: World):
    scene = a_scene(world)
    services.accept(world.lin.actor, proposal=scene.proposal)
    with pytest.raises(Overtaken):
        services.accept(world.tao.actor, proposal=scene.proposal)
    scene.proposal.refresh_from_db()
    assert scene.proposal.state == "proposed"


def test_two_pages_open_at_once_make_one_pairing(world: World):
    """Both officers of one side press the button on a page that showed the first yes."""
    scene = a_scene(world)
    services.accept(world.wen.actor, proposal=scene.proposal)
    stale = Proposal.within(world.lin.scope).get(pk=scene.proposal.pk)
    services.accept(world.lin.actor, proposal=scene.proposal)
    with pytest.raises(Overtaken):
        services.accept(world.tao.actor, proposal=stale)
    assert Pairing.within(ALL).count() == 1


def test_a_full_side_lets_its_other_proposals_go_with_the_reason(world: World):
    scene = a_scene(world, span=1)
    other_village = a_branch(an_organisation("松树村", kind=Kind.VILLAGE, affiliation=world.town))
    rival = a_proposal(other_village, scene.university, round=scene.round)
    second = a_branch(an_organisation("别的大学", kind=Kind.UNIVERSITY))
    also = a_proposal(scene.stone, second, round=scene.round)
    services.accept(world.lin.actor, proposal=scene.proposal)
    services.accept(world.wen.actor, proposal=scene.proposal)
    for proposal, because in ((rival, "partner_full"), (also, "village_full")):
        proposal.refresh_from_db()
        assert (proposal.state, proposal.closed_because) == ("overtaken", because)
    with pytest.raises(Overtaken):
        services.accept(world.wen.actor, proposal=rival)


def test_a_side_with_room_left_keeps_its_other_proposals(world: World):
    scene = a_scene(world, span=2)
    second = a_branch(an_organisation("别的大学", kind=Kind.UNIVERSITY))
    also = a_proposal(scene.stone, second, round=scene.round)
    services.accept(world.lin.actor, proposal=scene.proposal)
    services.accept(world.wen.actor, proposal=scene.proposal)
    also.refresh_from_db()
    assert also.state == "proposed"


def test_the_place_is_looked_at_again_at_the_moment_of_the_second_yes(world: World):
    """Full since the round was published, and not by a reply: a pairing of before was recorded."""
    scene = a_scene(world, span=1)
    elsewhere = a_branch(an_organisation("松树村", kind=Kind.VILLAGE, affiliation=world.town))
    services.accept(world.lin.actor, proposal=scene.proposal)
    a_pairing(elsewhere, scene.university, state="live")
    with pytest.raises(Overtaken):
        services.accept(world.wen.actor, proposal=scene.proposal)
    assert Pairing.within(ALL).count() == 1


def test_an_ended_pairing_holds_no_place(world: World):
    scene = a_scene(world, span=1)
    elsewhere = a_branch(an_organisation("松树村", kind=Kind.VILLAGE, affiliation=world.town))
    a_pairing(elsewhere, scene.university, state="ended")
    services.accept(world.lin.actor, proposal=scene.proposal)
    assert services.accept(world.wen.actor, proposal=scene.proposal).state == "agreed"


def test_after_the_last_day_nobody_says_yes(world: World):
    scene = a_scene(world)
    late = scene.proposal.reply_by + dt.timedelta(days=1)
    with (
        time_machine.travel(dt.datetime.combine(late, dt.time(9), tzinfo=dt.UTC)),
        pytest.raises(Invalid),
    ):
        services.accept(world.lin.actor, proposal=scene.proposal)


def test_once_paired_each_reads_what_the_other_has_posted(world: World):
    scene = a_scene(world)
    a_need(scene.stone)
    an_offer(scene.university)
    assert not exchange.needs(world.wen.scope).exists()
    services.accept(world.lin.actor, proposal=scene.proposal)
    services.accept(world.wen.actor, proposal=scene.proposal)
    assert exchange.needs(world.wen.scope).count() == 1
    assert exchange.offers(world.lin.scope).count() == 1
    pairing = Pairing.within(world.lin.scope).get()
    services.end(world.lin.actor, pairing=pairing, reason="任期结束")
    assert not exchange.needs(world.wen.scope).exists()
    assert not exchange.offers(world.lin.scope).exists()


def test_the_next_county_sees_neither_proposal_nor_pairing(world: World):
    scene = a_scene(world)
    services.accept(world.lin.actor, proposal=scene.proposal)
    services.accept(world.wen.actor, proposal=scene.proposal)
    for model in (Proposal, Pairing):
        assert not model.within(world.hao.scope).exists()
        with pytest.raises(OutOfScope):
            model.get_within(world.hao.scope, pk=model.within(ALL).get().pk)


def test_the_society_sees_the_pairings_of_its_round(world: World):
    scene = a_scene(world, society=True)
    services.accept(world.lin.actor, proposal=scene.proposal)
    services.accept(world.wen.actor, proposal=scene.proposal)
    assert Pairing.within(world.bo.scope).count() == 1
