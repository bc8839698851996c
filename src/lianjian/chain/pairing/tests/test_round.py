"""A round from its rules to its proposals, for a county and for a society."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World
from tests.makers import an_organisation

from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.tests.makers import a_need
from lianjian.chain.pairing import instance, selectors, services
from lianjian.chain.pairing.models import Candidate, Participant, Proposal, Round
from lianjian.chain.registry.tests.makers import a_branch, a_tie
from lianjian.engine import pairing as engine
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.organisations.models import Kind

from .makers import (
    a_pairing,
    a_round,
    a_scene,
    a_solved_round,
    a_wish,
    some_partners,
    some_rules,
    some_villages,
)

ALL = Scope.of_everything()


def test_twenty_villages_and_thirty_organisations_are_solved_with_a_proof(world: World):
    villages = some_villages(world, 20, span=2)
    round = a_solved_round(world.mei, [*villages, *some_partners(world, 30)])
    solution = selectors.solution(world.mei.scope, round)
    assert solution is not None
    assert solution.certificate["gap"] == 0
    assert round.state == "review"
    problem, plan, certificate = instance.stored(solution)
    assert engine.verify(problem, plan, certificate).ok
    assert 20 <= len(solution.pairs) <= 30
    assert Candidate.within(world.mei.scope).filter(round=round).count() == 600


def test_the_proof_that_is_stored_does_not_pass_for_a_changed_plan(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 4), *some_partners(world, 4)])
    solution = selectors.solution(world.mei.scope, round)
    assert solution is not None
    solution.pairs = solution.pairs[1:]
    assert not engine.verify(*instance.stored(solution)).ok


def test_from_rules_to_live_pairings_as_a_county(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    a_need(stone, "果品销路")
    round = a_solved_round(world.mei, [stone, university])
    services.publish(world.mei.actor, round=round, version=1)
    proposal = Proposal.within(world.lin.scope).get()
    assert proposal.reply_by == clock.today() + dt.timedelta(days=14)
    services.accept(world.lin.actor, proposal=proposal)
    services.accept(world.wen.actor, proposal=proposal)
    pairing = selectors.pairings(world.wen.scope).get()
    live = services.begin(system("the accord is in force"), pairing=pairing, backing="accord:1")
    assert live.state == "live"
    assert live.live_since == clock.today()


def test_from_rules_to_pairings_as_a_society_with_nobody_above(world: World):
    villages = some_villages(world, 3, kept_by=world.society)
    own = a_branch(world.society, span=3)
    round = a_solved_round(world.bo, [*villages, own])
    solution = selectors.solution(world.bo.scope, round)
    assert solution is not None
    assert len(solution.pairs) == 3
    services.publish(world.bo.actor, round=round, version=1)
    assert Proposal.within(world.bo.scope).count() == 3
    assert not Round.within(world.mei.scope).exists()
    assert Proposal.within(world.mei.scope).count() == 3  # They are her county's villages.


@pytest.mark.parametrize("who", ["lin", "tao", "wen", "xu"])
def test_others_issue_no_rules_and_no_rounds(world: World, who: str):
    with pytest.raises(Denied):
        services.write_rules(getattr(world, who).actor, division=world.county)
    with pytest.raises(Denied):
        services.open_round(getattr(world, who).actor, name="轮次", rules=some_rules(world.county))


def test_hao_issues_nothing_in_sample_county(world: World):
    with pytest.raises(Denied):
        services.write_rules(world.hao.actor, division=world.county)


def test_a_society_issues_in_its_own_name_only(world: World):
    with pytest.raises(Denied):
        services.write_rules(world.bo.actor, organisation=world.university)
    with pytest.raises(Denied):
        services.write_rules(world.bo.actor, division=world.county)


def test_rules_are_written_in_versions_and_make_a_hundred(world: World):
    first = services.write_rules(world.mei.actor, division=world.county)
    second = services.write_rules(
        world.mei.actor, division=world.county, willingness=40, ties=10, span=20, relevance=30
    )
    assert (first.version, second.version) == (1, 2)
    with pytest.raises(Invalid):
        services.write_rules(world.mei.actor, division=world.county, willingness=31)


@pytest.mark.parametrize("given", [{"name": " "}, {"reply_days": 2}, {"reply_days": 91}])
def test_a_round_needs_a_name_and_time_to_reply(world: World, given):
    rules = some_rules(world.county)
    with pytest.raises(Invalid):
        services.open_round(world.mei.actor, **{"name": "轮次", "rules": rules, **given})


def test_a_county_enrols_partners_from_outside_only(world: World):
    round = a_round(world.county)
    inside = an_organisation("县农技站", kind=Kind.GOVERNMENT, affiliation=world.county)
    with pytest.raises(Invalid, match="县农技站"):
        services.enrol(world.mei.actor, round=round, branches=[a_branch(inside)])
    seated = an_organisation(
        "省厅处室",
        kind=Kind.GOVERNMENT,
        affiliation=world.county.parent.parent,  # type: ignore[union-attr]
        seat=world.county,
        kept_by=world.county,
    )
    assert services.enrol(world.mei.actor, round=round, branches=[a_branch(seated)]) == 1


def test_it_enrols_nobody_whom_the_issuer_does_not_see(world: World):
    round = a_round(world.society)
    with pytest.raises(OutOfScope):
        services.enrol(world.bo.actor, round=round, branches=[a_branch(world.stone)])


def test_capacity_is_what_pairings_leave_of_the_span(world: World):
    stone, university = a_branch(world.stone, span=3), a_branch(world.university, span=1)
    a_pairing(stone, a_branch(world.society), state="live")
    a_pairing(some_villages(world, 1)[0], university, state="agreed")
    round = a_solved_round(world.mei, [stone, university])
    rooms = dict(Participant.within(ALL).filter(round=round).values_list("branch", "capacity"))
    assert rooms == {stone.pk: 2, university.pk: 0}
    solution = selectors.solution(world.mei.scope, round)
    assert solution is not None
    assert solution.pairs == []
    with pytest.raises(Invalid):
        services.publish(world.mei.actor, round=round, version=1)


def test_enrolling_lets_the_issuer_read_and_closing_ends_it(world: World):
    villages = some_villages(world, 2, kept_by=world.society)
    own = a_branch(world.society)
    assert not exchange.needs(world.bo.scope).exists()
    round = a_solved_round(world.bo, [*villages, own])
    assert exchange.needs(world.bo.scope).count() == 2
    participant = Participant.within(world.bo.scope).get(branch=villages[0])
    services.drop(world.bo.actor, participant=participant)
    assert exchange.needs(world.bo.scope).count() == 1
    services.abandon(world.bo.actor, round=round)
    assert not exchange.needs(world.bo.scope).exists()


def test_existing_pairs_are_not_proposed_again(world: World):
    stone, university = a_branch(world.stone, span=2), a_branch(world.university, span=2)
    a_pairing(stone, university, state="live")
    round = a_solved_round(world.mei, [stone, university])
    assert Candidate.within(ALL).get(round=round).barred == "paired"


def test_a_pair_that_is_proposed_elsewhere_waits_for_that_reply(world: World):
    scene = a_scene(world, society=True)
    round = a_solved_round(world.mei, [scene.stone, scene.university])
    assert Candidate.within(ALL).get(round=round).barred == "proposed"


def test_a_rerun_is_a_new_version_and_keeps_what_was_said(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 3), *some_partners(world, 3)])
    row = Candidate.within(world.mei.scope).filter(round=round).select_related("round").first()
    assert row is not None
    services.forbid(world.mei.actor, candidate=row, reason="利益冲突")
    services.solve(world.mei.actor, round=round)
    assert [one.version for one in selectors.solutions(world.mei.scope, round)] == [2, 1]
    row.refresh_from_db()
    assert (row.state, row.state_reason) == ("forbidden", "利益冲突")
    second = selectors.solution(world.mei.scope, round)
    assert second is not None
    assert [row.village.branch_id, row.partner.branch_id] not in second.pairs
    first = selectors.solution(world.mei.scope, round, 1)
    assert first is not None
    assert engine.verify(*instance.stored(first)).ok


def test_forbidding_needs_a_reason(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 1), *some_partners(world, 1)])
    row = Candidate.within(world.mei.scope).filter(round=round).select_related("round").get()
    with pytest.raises(Invalid):
        services.forbid(world.mei.actor, candidate=row, reason="  ")


def test_only_what_both_sides_asked_for_is_locked(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    round = a_solved_round(world.mei, [stone, university])
    row = Candidate.within(world.mei.scope).filter(round=round).select_related("round").get()
    a_wish(stone, university)
    with pytest.raises(Invalid):
        services.lock(world.mei.actor, candidate=row)
    assert services.suggest(world.mei.actor, candidate=row).state == "suggested"
    a_wish(university, stone)
    assert services.lock(world.mei.actor, candidate=row).state == "locked"
    assert services.free(world.mei.actor, candidate=row).state == "free"


def test_a_suggested_pair_carries_the_bonus_and_no_more(world: World):
    stone, other = a_branch(world.stone), some_villages(world, 1)[0]
    university = a_branch(world.university)
    a_tie(stone, university, strength=100, since=clock.today())
    a_need(stone)
    round = a_solved_round(world.mei, [stone, other, university])
    rows = {
        row.village.branch_id: row
        for row in Candidate.within(world.mei.scope)
        .filter(round=round)
        .select_related("village", "round")
    }
    gap = rows[stone.pk].score - rows[other.pk].score
    assert 0 < gap < round.rules.staying_bonus
    assert selectors.solution(world.mei.scope, round).pairs == [[stone.pk, university.pk]]  # type: ignore[union-attr]
    services.suggest(world.mei.actor, candidate=rows[other.pk])
    services.suggest(world.mei.actor, candidate=rows[stone.pk])
    services.free(world.mei.actor, candidate=rows[stone.pk])
    # The pair of the version before carries the same bonus: the better one stays.
    services.solve(world.mei.actor, round=round)
    assert selectors.solution(world.mei.scope, round).pairs == [[stone.pk, university.pk]]  # type: ignore[union-attr]


def test_it_publishes_what_its_issuer_has_looked_at(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 2), *some_partners(world, 2)])
    services.solve(world.mei.actor, round=round)
    with pytest.raises(Overtaken):
        services.publish(world.mei.actor, round=round, version=1)
    services.publish(world.mei.actor, round=round, version=2)
    assert Proposal.within(world.mei.scope).filter(round=round).count() == 2


def test_it_does_not_publish_what_no_longer_fits(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    round = a_solved_round(world.mei, [stone, university])
    a_pairing(some_villages(world, 1)[0], university, state="live")
    with pytest.raises(Overtaken):
        services.publish(world.mei.actor, round=round, version=1)
    round.refresh_from_db()
    assert round.state == "review"


def test_a_round_is_taken_back_while_nobody_has_replied(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 2), *some_partners(world, 2)])
    services.publish(world.mei.actor, round=round, version=1)
    services.take_back(world.mei.actor, round=round)
    assert round.state == "review"
    states = set(Proposal.within(ALL).values_list("state", flat=True))
    assert states == {"taken_back"}
    services.solve(world.mei.actor, round=round)
    services.publish(world.mei.actor, round=round, version=2)
    services.take_back(world.mei.actor, round=round)


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_a_round_with_one_reply_stays_published(world: World, answer: str):
    scene = a_scene(world)
    more = {"reason": "not_now"} if answer == "decline" else {}
    getattr(services, answer)(world.lin.actor, proposal=scene.proposal, **more)
    with pytest.raises(Overtaken):
        services.take_back(world.mei.actor, round=scene.round)
    scene.round.refresh_from_db()
    assert scene.round.state == "published"


def test_silence_expires_and_never_accepts(world: World):
    scene = a_scene(world)
    services.accept(world.lin.actor, proposal=scene.proposal)
    job = system("a day has passed")
    assert services.expire(job, on=scene.proposal.reply_by) == 0
    with pytest.raises(Invalid):
        services.close(world.mei.actor, round=scene.round)
    assert services.expire(job, on=scene.proposal.reply_by + dt.timedelta(days=1)) == 1
    scene.proposal.refresh_from_db()
    assert (scene.proposal.state, scene.proposal.closed_because) == ("expired", "silence")
    assert services.close(world.mei.actor, round=scene.round).state == "closed"
    with pytest.raises(Denied):
        services.expire(world.mei.actor, on=clock.today())


def test_a_published_round_changes_no_more(world: World):
    scene = a_scene(world)
    with pytest.raises(Invalid):
        services.enrol(world.mei.actor, round=scene.round, branches=some_partners(world, 1))
    with pytest.raises(Invalid):
        services.solve(world.mei.actor, round=scene.round)
    participant = Participant.within(world.mei.scope).filter(round=scene.round).first()
    assert participant is not None
    with pytest.raises(Invalid):
        services.drop(world.mei.actor, participant=participant)


@pytest.mark.parametrize("verb", ["solve", "abandon", "take_back", "close"])
@pytest.mark.parametrize("who", ["lin", "wen", "xu", "hao", "bo"])
def test_only_the_issuer_steers(world: World, verb: str, who: str):
    round = a_round(world.county)
    with pytest.raises(Denied):
        getattr(services, verb)(getattr(world, who).actor, round=round)


def test_a_round_without_a_partner_is_not_solved(world: World):
    round = a_round(world.county)
    services.enrol(world.mei.actor, round=round, branches=some_villages(world, 1))
    with pytest.raises(Invalid):
        services.solve(world.mei.actor, round=round)
    round.refresh_from_db()
    assert round.state == "draft"


def test_a_village_that_must_be_served_comes_first(world: World):
    strong, weak = a_branch(world.stone), some_villages(world, 1, must_serve=True)[0]
    a_need(strong)
    university = a_branch(world.university)
    a_tie(strong, university, strength=1000, since=clock.today())
    round = a_solved_round(world.mei, [strong, weak, university])
    solution = selectors.solution(world.mei.scope, round)
    assert solution is not None
    assert solution.pairs == [[weak.pk, university.pk]]
