"""Arguing with a round: other weights, drafts side by side, limits, the rest again."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.exchange.models import Sharing
from lianjian.chain.pairing import candidates, instance, services, what_if, why_not
from lianjian.chain.pairing.life import ProposalState
from lianjian.chain.pairing.models import Candidate, Participant, Proposal, Round, RuleSet
from lianjian.chain.registry.tests.makers import a_tie
from lianjian.engine import pairing as engine
from lianjian.ground.core import canonical
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from .makers import a_participant, a_round, a_solved_round, some_partners, some_villages

ALL = Scope.of_everything()
KEPT = {"willingness": 30, "ties": 20, "span": 20, "relevance": 30}


def at(name: str, *args: object) -> str:
    return reverse(f"pairing:{name}", args=args)


@pytest.fixture
def round(world: World) -> Round:
    villages, partners = some_villages(world, 4, span=2), some_partners(world, 5)
    for n in range(4):
        a_tie(villages[n], partners[4 - n], strength=900)
    return a_solved_round(world.mei, [*villages, *partners])


def newest(round: Round):
    from lianjian.chain.pairing import selectors

    solution = selectors.solution(ALL, round)
    assert solution is not None
    return solution


def people(round: Round):
    rows = Participant.within(ALL).filter(round=round).select_related("branch__host__affiliation")
    return {row.branch_id: row.branch for row in rows}


@pytest.mark.parametrize(
    ("said", "weights"),
    [
        ({}, (30, 20, 20, 30)),
        ({"ties": "90"}, (18, 53, 12, 17)),
        (dict.fromkeys(KEPT, "0"), (25, 25, 25, 25)),
        ({"ties": "no", "span": "-5"}, (30, 20, 20, 30)),
        ({"ties": "100000"}, (17, 55, 11, 17)),
    ],
)
def test_any_place_of_the_sliders_makes_a_hundred(said, weights):
    found = what_if.weights_of(said, KEPT)
    assert sum(found.values()) == 100
    assert tuple(found.values()) == weights


def test_other_weights_give_the_plan_that_solving_by_them_gives(world: World, round: Round):
    before = newest(round)
    weights = {"willingness": 0, "ties": 100, "span": 0, "relevance": 0}
    other = what_if.other_weights(before, weights, lambda _keys: people(round))
    assert other is not None
    assert other.score >= other.before
    with scope_lifted("no bonus for staying, so that both start alike"):
        RuleSet.objects.update(staying_bonus=0)
        round.refresh_from_db()
    services.reweigh(world.mei.actor, round=round, **weights)
    assert newest(round).version == before.version + 1
    assert newest(round).certificate["score"] == other.score
    round.refresh_from_db()
    assert (round.rules.ties, round.rules.version) == (100, 2)


def test_looking_at_other_weights_writes_nothing(world: World, round: Round):
    page = world.mei.client().get(at("other_weights", round.pk), {"ties": "100"})
    assert page.status_code == 200
    assert newest(round).version == 1
    part = world.mei.client().get(
        at("other_weights", round.pk), {"ties": "100"}, headers={"HX-Request": "true"}
    )
    assert b"<html" not in part.content


def test_reweighing_is_for_the_issuer_and_for_rounds_that_can_be_solved(world: World, round: Round):
    with pytest.raises(Denied):
        services.reweigh(world.lin.actor, round=round, **KEPT)
    with pytest.raises(Invalid):
        services.reweigh(world.mei.actor, round=round, **{**KEPT, "ties": 90})
    published = a_round(world.county, state="published")
    with pytest.raises(Invalid):
        services.reweigh(world.mei.actor, round=published, **KEPT)


def test_two_drafts_stand_side_by_side(world: World, round: Round):
    weights = {"willingness": 0, "ties": 0, "span": 0, "relevance": 100}
    services.reweigh(world.mei.actor, round=round, **weights)
    page = world.mei.client().get(at("compare", round.pk))
    assert (page.context["one"].version, page.context["other"].version) == (1, 2)
    one, other = page.context["one"], page.context["other"]
    moved = {change.village.pk for change in page.context["changes"]}
    pairs = set(map(tuple, one.pairs)) ^ set(map(tuple, other.pairs))
    assert moved == {village for village, _partner in pairs}
    same = world.mei.client().get(at("compare", round.pk), {"one": "2", "other": "2"})
    assert not same.context["changes"]


def test_a_participants_limit_is_kept_by_the_next_solving(world: World, round: Round):
    partner = Participant.within(ALL).filter(round=round, side="partner").first()
    assert partner is not None
    services.adjust(world.mei.actor, participant=partner, must_serve=False, most=0)
    services.solve(world.mei.actor, round=round)
    assert partner.branch_id not in {b for _a, b in newest(round).pairs}
    with pytest.raises(Invalid):
        services.adjust(world.mei.actor, participant=partner, must_serve=True)
    with pytest.raises(Invalid):
        services.adjust(world.mei.actor, participant=partner, must_serve=False, most=9)
    with pytest.raises(Denied):
        services.adjust(world.wen.actor, participant=partner, must_serve=False)


def test_a_village_of_the_round_is_marked_on_its_page(world: World, round: Round):
    village = Participant.within(ALL).filter(round=round, side="village").first()
    assert village is not None
    mei = world.mei.client()
    mei.post(at("adjust", round.pk, village.pk), {"must_serve": "on", "most": "1"})
    village.refresh_from_db()
    assert (village.must_serve, village.most) == (True, 1)
    assert mei.post(at("adjust", round.pk, village.pk), {"most": "many"}).status_code == 422


@pytest.mark.parametrize("what", ["by_kind", "farthest", "floor", "too_many"])
def test_rules_that_make_no_sense_are_refused(world: World, what: str):
    wrong: dict[str, Any] = {
        "by_kind": {"by_kind": {"village": 1}},
        "farthest": {"farthest": "moon"},
        "floor": {"floor": 101},
        "too_many": {"by_kind": {"university": 4}},
    }
    with pytest.raises(Invalid):
        services.write_rules(world.mei.actor, division=world.county, **wrong[what])


def test_a_kind_that_the_rules_leave_out_gets_nobody(world: World):
    branches = [*some_villages(world, 2, span=2), *some_partners(world, 4)]
    rules = services.write_rules(
        world.mei.actor, division=world.county, by_kind={"university": 0, "enterprise": 0}
    )
    round = services.open_round(world.mei.actor, name="秋季", rules=rules)
    services.enrol(world.mei.actor, round=round, branches=branches)
    services.solve(world.mei.actor, round=round)
    kinds = {people(round)[partner].host.kind for _village, partner in newest(round).pairs}
    assert kinds == {"government", "society"}


def test_the_form_of_a_round_says_the_harder_rules(world: World):
    some_villages(world, 1)
    days = {"name": "春季", "reply_days": 14, **KEPT, "one_per_kind": "on"}
    mei = world.mei.client()
    hard = {"farthest": "province", "floor": "20", "kind_university": "2"}
    mei.post(at("new_round"), {**days, **hard})
    rules = RuleSet.within(ALL).get()
    assert (rules.farthest, rules.floor, rules.by_kind) == ("province", 20, {"university": 2})
    mei.post(at("new_round"), {**days, **hard, "name": "秋季"})
    assert RuleSet.within(ALL).count() == 1


def test_why_not_answers_for_a_pair_that_was_no_candidate_as_if_all_had_been(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    villages, partners = some_villages(world, 4), some_partners(world, 9)
    for n in range(4):
        a_tie(villages[n], partners[0], strength=500 + 100 * n)
        a_tie(villages[n], partners[n + 1], strength=300)
    round = a_solved_round(world.mei, [*villages, *partners])
    whole = newest(round)
    known = people(round)
    costs = {
        pair: why_not.why_not(
            whole, why_not.looked_at(ALL, round, whole, *pair), lambda _keys: known
        ).cost
        for pair in _every_pair(round)
    }
    monkeypatch.setattr(candidates, "ALL_PAIRS", 1)
    monkeypatch.setattr(candidates, "PER_VILLAGE", 1)
    monkeypatch.setattr(candidates, "PER_PARTNER", 1)
    with scope_lifted("begin again from nothing"):
        whole.delete()
        Candidate.objects.all().delete()
    round.refresh_from_db()
    services.solve(world.mei.actor, round=round)
    few = newest(round)
    assert few.certificate["score"] == whole.certificate["score"]
    left_out = [pair for pair in costs if not _is_candidate(few, pair)]
    assert left_out
    for pair, cost in costs.items():
        candidate = why_not.looked_at(ALL, round, few, *pair)
        answer = why_not.why_not(few, candidate, lambda _keys: known)
        assert answer.kind == "chosen" or answer.cost == cost
        assert answer.kind == "chosen" or answer.proven


def _every_pair(round: Round) -> list[tuple[int, int]]:
    rows = list(Participant.within(ALL).filter(round=round))
    sides = [[row.branch_id for row in rows if row.side == side] for side in ("village", "partner")]
    return [(village, partner) for village in sides[0] for partner in sides[1]]


def _is_candidate(solution, pair: tuple[int, int]) -> bool:
    return pair in set(instance.pairs_in(instance.posed_by(solution)))


def test_neither_a_tie_nor_the_draft_before_lifts_a_pair_over_the_least_score(
    world: World, round: Round
):
    assert newest(round).pairs
    with scope_lifted("stricter rules from now on"):
        RuleSet.objects.update(floor=100)
        round.refresh_from_db()
    services.solve(world.mei.actor, round=round)
    assert newest(round).pairs == []


def test_other_weights_keep_the_least_score_as_solving_by_them_does(world: World, round: Round):
    with scope_lifted("a least score that some miss, and no bonus for staying"):
        RuleSet.objects.update(floor=30, staying_bonus=0)
        round.refresh_from_db()
    services.solve(world.mei.actor, round=round)
    weights = {"willingness": 10, "ties": 70, "span": 10, "relevance": 10}
    other = what_if.other_weights(newest(round), weights, lambda _keys: people(round))
    assert other is not None
    services.reweigh(world.mei.actor, round=round, **weights)
    assert newest(round).certificate["score"] == other.score
    assert 0 < len(other.pairs) < 5


def test_who_takes_no_part_is_not_asked_about(world: World, round: Round):
    with pytest.raises(OutOfScope):
        why_not.looked_at(ALL, round, newest(round), 10**9, 10**9)


def test_fairness_counts_what_the_plan_does(world: World, round: Round):
    solution = newest(round)
    fairness = solution.fairness
    assert fairness["villages"] == 4
    assert fairness["reached"] == len({village for village, _partner in solution.pairs})
    assert sum(fairness["spread"]) == len(solution.pairs)


def test_the_price_of_the_weak_first_is_what_the_others_lose(world: World):
    from lianjian.chain.pairing import fairness
    from lianjian.engine.pairing.tests.makers import a_problem

    problem = a_problem(
        [("weak", 1, True), ("strong", 1, False)],
        [("only", "university", 1)],
        [("weak", "only", 100_000), ("strong", "only", 900_000)],
    )
    plan = engine.solve(problem)
    assert fairness.weak_first(problem, plan) == 800_000
    assert fairness.leaving(problem, plan) == 1
    free = problem.without_must_serve()
    assert fairness.leaving(free, engine.solve(free)) == 0


def test_the_rest_is_solved_around_what_was_kept(world: World, round: Round):
    services.publish(world.mei.actor, round=round, version=1)
    first, second, *_more = Proposal.within(ALL).filter(round=round).order_by("pk")
    with scope_lifted("one declines, not now"):
        Proposal.objects.filter(pk=first.pk).update(
            state=ProposalState.DECLINED, declined_by="village", decline_reason="not_now"
        )
    rest = services.go_on(world.mei.actor, round=round)
    assert rest.follows == round
    part = set(Participant.within(ALL).filter(round=rest).values_list("branch", flat=True))
    shared = Sharing.within(ALL).filter(cause=canonical.label(rest))
    assert set(shared.values_list("branch", flat=True)) == part
    services.solve(world.mei.actor, round=rest)
    pairs = set(map(tuple, newest(rest).pairs))
    assert (first.village_id, first.partner_id) not in pairs
    held = {row.partner_id for row in Proposal.within(ALL).filter(round=round, state="proposed")}
    # Partners have one place each here: one that still waits for a reply is not asked again.
    assert not held & {partner for _village, partner in pairs}
    assert second.partner_id in held


def test_a_round_that_leaves_nobody_a_place_is_not_gone_on_from(world: World):
    published = a_round(world.county, state="published")
    with pytest.raises(Invalid):
        services.go_on(world.mei.actor, round=published)
    with pytest.raises(Invalid):
        services.go_on(world.mei.actor, round=a_round(world.county, state="review"))
    with pytest.raises(Denied):
        services.go_on(world.lin.actor, round=published)
    assert Round.within(ALL).filter(follows=published).count() == 0


def test_a_published_round_offers_to_solve_the_rest(world: World):
    published = a_round(world.county, state="published")
    village, partner = some_villages(world, 1)[0], some_partners(world, 1)[0]
    a_participant(published, village)
    a_participant(published, partner)
    sent = world.mei.client().post(at("go_on", published.pk))
    follower = Round.within(ALL).get(follows=published)
    assert sent.headers["Location"] == at("participants", follower.pk)


def test_the_board_pages_and_finds(world: World, round: Round, monkeypatch: pytest.MonkeyPatch):
    from lianjian.chain.pairing import board

    monkeypatch.setattr(board, "PAGE", 2)
    mei = world.mei.client()
    page = mei.get(at("round", round.pk))
    assert len(page.context["board"].rows) == 2
    last = newest(round)
    name = people(round)[last.pairs[-1][0]].host.name
    found = mei.get(at("round", round.pk), {"q": name}).context["board"]
    assert {row.village.host.name for row in found.rows} == {name}
    wanted = mei.get(at("round", round.pk), {"village": last.pairs[-1][0]}).context["board"]
    assert last.pairs[-1][0] in {row.village.pk for row in wanted.rows}
