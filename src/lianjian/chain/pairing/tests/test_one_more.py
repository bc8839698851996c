"""What would one more place be worth? Exact for any participant, and nothing is written."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing import candidates, instance, one_more, selectors, services
from lianjian.chain.pairing.candidates import Field
from lianjian.chain.pairing.models import Candidate, Participant, Round, Solution
from lianjian.chain.pairing.one_more import Worth
from lianjian.chain.registry.tests.makers import a_tie
from lianjian.engine.pairing.tests.peer import best_by_branching
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.journal.models import Line

from .makers import a_participant, a_solved_round, some_partners, some_villages

ALL = Scope.of_everything()


def at(name: str, *args: object) -> str:
    return reverse(f"pairing:{name}", args=args)


def newest(round: Round) -> Solution:
    found = selectors.solution(ALL, round)
    assert found is not None
    return found


def people(round: Round) -> list[Participant]:
    return list(selectors.participants(ALL, round))


def answers(round: Round) -> dict[int, one_more.Answer]:
    everybody = people(round)
    branches = {one.branch_id: one.branch for one in everybody}
    return {
        one.branch_id: one_more.one_more(newest(round), one, lambda _keys: branches)
        for one in everybody
    }


def by_another_hand(round: Round) -> dict[int, Worth]:
    """The same by branch and bound over the whole problem, with the place and without."""
    problem = instance.problem_of(instance.posed_by(newest(round)))
    before = best_by_branching(problem)
    assert before is not None
    found = {}
    for row, village in enumerate(problem.village_id):
        found[village] = best_by_branching(problem.with_room(row, 1))
    for row, partner in enumerate(problem.partner_id):
        found[partner] = best_by_branching(problem, more=row)
    return {
        key: Worth(after[0] - before[0], after[1] - before[1])
        for key, after in found.items()
        if after is not None
    }


@pytest.fixture
def round(world: World) -> Round:
    """Villages that all would like the same few."""
    villages, partners = some_villages(world, 5), some_partners(world, 8)
    for n in range(5):
        a_tie(villages[n], partners[0], strength=500 + 100 * n)
        a_tie(villages[n], partners[1 + n % 2], strength=300 + 50 * n)
    return a_solved_round(world.mei, [*villages, *partners])


def test_one_more_place_is_worth_what_another_solver_says(round: Round):
    found, expected = answers(round), by_another_hand(round)
    assert {key: answer.exact for key, answer in found.items()} == expected
    assert sum(bool(worth) for worth in expected.values()) >= 3
    for answer in found.values():
        assert answer.proven
        assert answer.everywhere
        assert answer.exact is not None
        assert sum(step.change for step in answer.steps) == answer.exact.score
        assert bool(answer.steps) == bool(answer.exact)


def test_the_chain_begins_at_whoever_takes_the_place(round: Round):
    for one in people(round):
        answer = answers(round)[one.branch_id]
        if answer.steps:
            first = answer.steps[0]
            taker = first.village if one.side == Participant.Side.VILLAGE else first.gained
            assert taker is not None
            assert taker.pk == one.branch_id


def test_no_exact_worth_is_above_its_bound(round: Round):
    bounds = one_more.bounds(newest(round))
    partners = {one.branch_id for one in people(round) if one.side == Participant.Side.PARTNER}
    assert set(bounds) == partners
    for key, answer in answers(round).items():
        assert answer.bound == bounds.get(key)
        if key in partners:
            assert answer.exact == answer.bound


def solved_with_few(world: World, round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round again, each village and partner bringing but one candidate."""
    monkeypatch.setattr(candidates, "ALL_PAIRS", 1)
    monkeypatch.setattr(candidates, "PER_VILLAGE", 1)
    monkeypatch.setattr(candidates, "PER_PARTNER", 1)
    with scope_lifted("begin again from nothing"):
        newest(round).delete()
        Candidate.objects.all().delete()
    round.refresh_from_db()
    services.solve(world.mei.actor, round=round)


def test_it_is_exact_among_pairs_that_were_no_candidates_too(
    world: World, round: Round, monkeypatch: pytest.MonkeyPatch
):
    expected = {key: answer.exact for key, answer in answers(round).items()}
    solved_with_few(world, round, monkeypatch)
    assert {key: answer.exact for key, answer in answers(round).items()} == expected
    # The control: whoever looks among the candidates alone finds less for somebody.
    monkeypatch.setattr(Field, "take_in", lambda *_given: False)
    assert {key: answer.exact for key, answer in answers(round).items()} != expected


def test_a_partner_without_a_place_has_no_bound_unless_all_its_pairs_were_held_against_it(
    world: World, round: Round, monkeypatch: pytest.MonkeyPatch
):
    partners = [one for one in people(round) if one.side == Participant.Side.PARTNER]
    without = partners[3:]
    for one in without:
        services.adjust(world.mei.actor, participant=one, must_serve=False, most=0)
    services.solve(world.mei.actor, round=round)
    whole = answers(round)
    for one in without:
        answer = whole[one.branch_id]
        assert answer.places == 0
        assert answer.exact
        assert answer.exact == answer.bound
    solved_with_few(world, round, monkeypatch)
    few = answers(round)
    unknown = [one for one in without if few[one.branch_id].bound is None]
    assert unknown
    for one in without:
        assert few[one.branch_id].exact == whole[one.branch_id].exact
    page = world.mei.client().get(at("more", round.pk, unknown[0].pk)).content.decode()
    assert "没有价" in page


def test_a_village_that_would_be_served_is_said_apart_from_the_points(world: World):
    villages = some_villages(world, 2, must_serve=True)
    [partner] = some_partners(world, 1)
    round = a_solved_round(world.mei, [*villages, partner])
    answer = answers(round)[partner.pk]
    assert answer.exact is not None
    assert answer.exact.served == 1
    assert answer.bound == answer.exact
    assert dict(newest(round).prices)[partner.pk] > 1_000_000
    mei = world.mei.client()
    who = Participant.within(ALL).get(round=round, branch=partner)
    asked = mei.get(at("more", round.pk, who.pk)).content.decode()
    assert "能多排上 1 个须优先照顾的村。" in asked
    assert f"{answer.exact.points} 分" in mei.get(at("proof", round.pk)).content.decode()
    assert "+" in answer.exact.points


def test_asking_writes_nothing(world: World, round: Round):
    mei, one = world.mei.client(), people(round)[-1]
    before = Line.within(ALL).count(), Solution.within(ALL).count()
    assert mei.get(at("more", round.pk, one.pk)).status_code == 200
    assert (Line.within(ALL).count(), Solution.within(ALL).count()) == before


@pytest.mark.parametrize("who", ["lin", "wen", "hao", "bo"])
def test_only_whoever_sees_the_rounds_workings_asks(world: World, round: Round, who: str):
    one = people(round)[-1]
    there = at("more", round.pk, one.pk)
    assert getattr(world, who).client().get(there).status_code == 404


def test_the_proof_offers_to_ask_for_every_participant(world: World, round: Round):
    mei = world.mei.client()
    page = mei.get(at("proof", round.pk)).content.decode()
    for one in people(round):
        assert at("more", round.pk, one.pk) in page
    # A village's places have no price: that is no nothing.
    villages = sum(one.side == Participant.Side.VILLAGE for one in people(round))
    assert page.count("没有价") == villages
    priced = mei.get(at("proof", round.pk), {"priced": "yes"}).context["listing"]
    bounds = one_more.bounds(newest(round))
    assert {row.branch_id for row in priced.page} == {key for key, worth in bounds.items() if worth}


def test_who_took_no_part_in_that_draft_is_told_so(world: World, round: Round):
    late = a_participant(round, some_partners(world, 9)[8])
    page = world.mei.client().get(at("more", round.pk, late.pk))
    assert page.context["answer"].exact is None
    assert "它没有参加那一稿" in page.content.decode()


def test_a_participant_of_another_round_is_not_there(world: World, round: Round):
    other = a_solved_round(world.mei, [*some_villages(world, 6)[5:], *some_partners(world, 9)[8:]])
    one = people(other)[0]
    assert world.mei.client().get(at("more", round.pk, one.pk)).status_code == 404
