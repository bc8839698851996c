"""The worst-off first: what it would do to a draft, what it costs, and nothing is written."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing import grid, instance, selectors, services, worst_off
from lianjian.chain.pairing.models import Candidate, Participant, Round, Solution
from lianjian.chain.pairing.worst_off import STEPS, Answer
from lianjian.chain.registry.models import Branch, Tie
from lianjian.chain.registry.tests.makers import a_tie
from lianjian.engine import pairing as engine
from lianjian.engine.pairing.tests.peer import best_by_branching
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.journal.models import Line

from .makers import (
    a_contested_round,
    a_solved_round,
    few_candidates,
    some_partners,
    some_villages,
)

ALL = Scope.of_everything()
Pair = tuple[int, int]
SEEDS = range(4)


def at(name: str, *args: object) -> str:
    return reverse(f"pairing:{name}", args=args)


def newest(round: Round) -> Solution:
    found = selectors.solution(ALL, round)
    assert found is not None
    return found


def people(round: Round) -> dict[int, Branch]:
    return {row.branch_id: row.branch for row in selectors.participants(ALL, round)}


def asked(round: Round) -> Answer:
    return worst_off.worst_off_first(newest(round), lambda _keys: people(round))


def with_changes(round: Round, answer: Answer) -> set[Pair]:
    """The draft's pairs after what the answer says would change."""
    pairs = {(village, partner) for village, partner in newest(round).pairs}
    for change in answer.changes:
        pairs -= {(change.village.pk, partner.pk) for partner in change.lost}
        pairs |= {(change.village.pk, partner.pk) for partner in change.gained}
    return pairs


def scores(solution: Solution) -> dict[Pair, int]:
    """What each pair scores that could be in a plan, candidate or not."""
    field = instance.field_of(solution)
    assert field is not None
    posed = instance.posed_by(solution)
    marked = zip(instance.pairs_in(posed), posed["candidates"].state.tolist(), strict=True)
    out = {pair for pair, state in marked if state == engine.State.FORBIDDEN}
    return {
        pair: int(field.score[row, column])
        for row, village in enumerate(field.grid.villages)
        for column, partner in enumerate(field.grid.partners)
        if field.allowed[row, column] and (pair := (village, partner)) not in out
    }


def first_scores(pairs: set[Pair], worth: dict[Pair, int]) -> list[int]:
    best: dict[int, int] = {}
    for pair in pairs:
        best[pair[0]] = max(best.get(pair[0], 0), worth[pair])
    return sorted(best.values())


def steps_of(firsts: list[int]) -> list[int]:
    found = Counter(min(score * STEPS // 1_000_000, STEPS - 1) for score in firsts)
    return [found[step] for step in range(STEPS)]


def by_trying(solution: Solution) -> tuple[int, list[int]]:
    """How many have a first partner, and in which steps, of every way to give first partners out:
    must be served, served, above the first step, above the second …"""
    worth, posed = scores(solution), solution.instance
    places = dict(zip(posed["partners"]["id"], posed["partners"]["capacity"], strict=True))
    villages = zip(*(posed["villages"][name] for name in ("id", "must_serve")), strict=True)
    must = {village for village, weak in villages if weak}
    offers: dict[int, list[Pair | None]] = {}
    for pair in worth:
        offers.setdefault(pair[0], [None]).append(pair)

    def counted(chosen: list[Pair]) -> tuple[int, ...]:
        steps = [worth[pair] * STEPS // 1_000_000 for pair in chosen]
        above = [sum(step >= least for step in steps) for least in range(STEPS + 1)]
        return (sum(pair[0] in must for pair in chosen), *above)

    def ways() -> Iterator[tuple[tuple[int, ...], list[Pair]]]:
        for way in itertools.product(*offers.values()):
            chosen = [pair for pair in way if pair is not None]
            taken = Counter(partner for _village, partner in chosen)
            if all(n <= places[partner] for partner, n in taken.items()):
                yield counted(chosen), chosen

    _counts, best = max(ways())
    return len(best), steps_of(sorted(worth[pair] for pair in best))


@pytest.fixture
def sides(world: World) -> tuple[list[Branch], list[Branch]]:
    """Five villages, of which the last takes two partners and the first must be served, and
    six partners, two of a kind."""
    villages = some_villages(world, 5)
    with scope_lifted("one may be joined with two, one must be served"):
        Branch.objects.filter(pk=villages[-1].pk).update(span=2)
        Branch.objects.filter(pk=villages[0].pk).update(must_serve=True)
    return list(Branch.within(ALL).filter(pk__in=[one.pk for one in villages]).order_by("pk")), (
        some_partners(world, 6)
    )


def wrong(round: Round) -> list[str]:
    """What of an answer is not as an independent count finds it."""
    solution, answer = newest(round), asked(round)
    assert answer.before is not None
    assert answer.after is not None
    worth = scores(solution)
    draft, then = {(a, b) for a, b in solution.pairs}, with_changes(round, answer)
    found = []
    for said, pairs in ((answer.before, draft), (answer.after, then)):
        firsts = first_scores(pairs, worth)
        if (said.villages, said.lowest, said.steps) != (len(firsts), firsts[0], steps_of(firsts)):
            found.append("the figures are not those of the pairs")
    if (answer.after.villages, answer.after.steps) != by_trying(solution):
        found.append("first partners could be given out better")
    if answer.below is not None:
        bar = int(float(answer.below[0]) * 1_000_000 + 0.5)
        low = [sum(score < bar for score in first_scores(pairs, worth)) for pairs in (draft, then)]
        if answer.below[1:] != tuple(low):
            found.append("the villages below the bar are not so many")
    before, after = (sum(worth[pair] for pair in pairs) for pairs in (draft, then))
    if (answer.score, answer.cost) != (before, before - after):
        found.append("the cost is not what the pairs differ by")
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_are_those_of_an_independent_count(world: World, sides, seed: int):
    round = a_contested_round(world.mei, *sides, seed=seed)
    assert wrong(round) == []
    answer = asked(round)
    assert answer.proven
    assert answer.cost >= 0
    # Another solver finds no better plan with these first partners.
    problem, draft, _certificate = instance.stored(newest(round))
    field = instance.field_of(newest(round))
    assert field is not None
    problem, _draft = instance.among_all(problem, draft, field)
    best = best_by_branching(engine.worst_off_first(problem))
    assert best is not None
    if answer.changes:
        assert answer.score_after == best[1]


def test_something_would_change_in_most_of_these_rounds(world: World, sides):
    """Or the tests above prove little."""
    answers = [asked(a_contested_round(world.mei, *sides, seed=seed)) for seed in SEEDS]
    assert sum(bool(answer.changes and answer.cost) for answer in answers) >= 2
    assert any(answer.below for answer in answers)


def test_all_pairs_are_looked_at_and_not_only_the_candidates(
    world: World, sides, monkeypatch: pytest.MonkeyPatch
):
    few_candidates(monkeypatch)
    rounds = [a_contested_round(world.mei, *sides, seed=seed) for seed in range(8)]
    assert all(
        len(instance.posed_by(newest(one))["candidates"]) < len(scores(newest(one)))
        for one in rounds
    )
    assert [wrong(one) for one in rounds] == [[]] * len(rounds)
    # The seeded fault: an answer that knows the candidates alone.
    monkeypatch.setattr(instance, "among_all", lambda problem, plan, _field: (problem, plan))
    assert any("first partners could be given out better" in wrong(one) for one in rounds)


def test_what_is_forbidden_stays_out(world: World, sides):
    round = next(
        one
        for seed in range(20)
        if asked(one := a_contested_round(world.mei, *sides, seed=seed)).changes
    )
    gained = [
        (change.village.pk, partner.pk)
        for change in asked(round).changes
        for partner in change.gained
    ]
    _mark(round, gained[0], Candidate.State.FORBIDDEN)
    services.solve(world.mei.actor, round=round)
    assert gained[0] not in with_changes(round, asked(round))
    assert wrong_but_the_bonus(round) == []


def test_where_a_pair_is_locked_it_is_the_villages_first_partner(world: World, sides):
    """The village takes two: what it gets beside the locked one does not lift it."""
    round = a_contested_round(world.mei, *sides, seed=1)
    worth, village = scores(newest(round)), sides[0][-1].pk
    poor = min((pair for pair in worth if pair[0] == village), key=lambda pair: worth[pair])
    _mark(round, poor, Candidate.State.LOCKED)
    services.solve(world.mei.actor, round=round)
    answer = asked(round)
    draft = {(a, b) for a, b in newest(round).pairs}
    for said, pairs in ((answer.before, draft), (answer.after, with_changes(round, answer))):
        assert said is not None
        assert poor in pairs
        assert len([pair for pair in pairs if pair[0] == village]) == 2
        others = {pair for pair in pairs if pair[0] != village}
        firsts = sorted([*first_scores(others, worth), worth[poor]])
        assert (said.lowest, said.steps) == (firsts[0], steps_of(firsts))


def _mark(round: Round, pair: Pair, state: str) -> None:
    with scope_lifted("as the issuer marks it"):
        rows = Candidate.objects.filter(village__branch=pair[0], partner__branch=pair[1])
        assert rows.filter(round=round).update(state=state) == 1


def wrong_but_the_bonus(round: Round) -> list[str]:
    """Points count the bonus of pairs that stay; an independent count of scores does not."""
    return [said for said in wrong(round) if "cost" not in said]


def test_where_nothing_is_gained_nobody_moves(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 2), *some_partners(world, 4)])
    answer = asked(round)
    assert (answer.changes, answer.cost, answer.below, answer.more_villages) == ((), 0, None, 0)
    assert answer.proven
    page = world.mei.client().get(at("worst_off", round.pk), {"now": "yes"}).content.decode()
    assert "不会有变动" in page


def test_more_villages_have_a_partner_where_the_sum_leaves_some_without(world: World):
    """Two partners of two kinds: by the sum both go to the village that takes two."""
    villages, partners = some_villages(world, 2), some_partners(world, 2)
    with scope_lifted("one takes two"):
        Branch.objects.filter(pk=villages[0].pk).update(span=2)
    one = Branch.within(ALL).get(pk=villages[0].pk)
    round = a_contested_round(world.mei, [one, villages[1]], partners, seed=0)
    with scope_lifted("the first is tied to both, the second hardly to one"):
        Tie.objects.all().delete()
    for village, partner, strength in (
        (one, partners[0], 900),
        (one, partners[1], 800),
        (villages[1], partners[1], 100),
    ):
        a_tie(village, partner, strength=strength, since=clock.today())
    services.solve(world.mei.actor, round=round)
    answer = asked(round)
    assert answer.more_villages == 1
    assert (answer.before, answer.after) == (
        worst_off.First(1, 900_000, steps_of([900_000])),
        worst_off.First(2, 100_000, steps_of([100_000, 900_000])),
    )
    text = world.mei.client().get(at("worst_off", round.pk), {"now": "yes"}).content.decode()
    assert "会多 1 个村有伙伴" in text


def test_the_page_stands_at_once_and_fetches_its_answer(world: World, sides):
    round = a_contested_round(world.mei, *sides, seed=1)
    mei, there = world.mei.client(), at("worst_off", round.pk)
    page = mei.get(there)
    assert page.context["answer"] is None
    text = page.content.decode()
    assert f'hx-get="{there}?version=1" hx-trigger="load"' in text
    assert "now=yes" in text
    part = mei.get(there, {"version": "1"}, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert part.context["answer"].kind == "answer"


def test_the_page_names_no_village_outside_the_folded_changes(world: World, sides):
    """No list says who is worst off: steps have counts, and changes stand by division code."""
    round = next(
        one
        for seed in range(20)
        if asked(one := a_contested_round(world.mei, *sides, seed=seed)).changes
    )
    text = world.mei.client().get(at("worst_off", round.pk), {"now": "yes"}).content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    open_to_see = re.sub(r"<details.*?</details>", "", main, flags=re.DOTALL)
    names = {branch.host.name for branch in sides[0]}
    assert any(name in main for name in names)
    assert not any(name in open_to_see for name in names)
    changed = [change.village.host.affiliation for change in asked(round).changes]
    codes = [place.code for place in changed if place is not None]
    assert codes == sorted(codes)


def test_asking_writes_nothing(world: World, sides):
    round = a_contested_round(world.mei, *sides, seed=1)
    before = Line.within(ALL).count(), Solution.within(ALL).count(), newest(round).pairs
    world.mei.client().get(at("worst_off", round.pk), {"now": "yes"})
    assert (Line.within(ALL).count(), Solution.within(ALL).count(), newest(round).pairs) == before


def test_a_round_too_large_to_keep_its_tables_gets_a_sentence(
    world: World, sides, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(grid, "FARTHEST_KEPT", 1)
    round = a_contested_round(world.mei, *sides, seed=1)
    assert asked(round).kind == "large"
    page = world.mei.client().get(at("worst_off", round.pk), {"now": "yes"}).content.decode()
    assert "轮次太大" in page


def test_a_round_with_rules_on_groups_gets_a_sentence(world: World, sides):
    round = a_contested_round(world.mei, *sides, seed=1)
    solution = newest(round)
    solution.instance = {**solution.instance, "caps": [{"name": "一镇"}]}
    with scope_lifted("as a round with rules on groups leaves it"):
        solution.save(update_fields=["instance"])
    assert asked(round).kind == "groups"
    page = world.mei.client().get(at("worst_off", round.pk), {"now": "yes"}).content.decode()
    assert "分组规则" in page


def test_a_draft_without_a_pair_is_said_to_have_none(world: World, sides):
    round = a_contested_round(world.mei, *sides, seed=1)
    for one in Participant.within(ALL).filter(round=round, side=Participant.Side.PARTNER):
        services.adjust(world.mei.actor, participant=one, must_serve=False, most=0)
    services.solve(world.mei.actor, round=round)
    answer = asked(round)
    assert (answer.before, answer.steps, answer.proven) == (
        worst_off.First(0, None, [0] * STEPS),
        [],
        True,
    )
    page = world.mei.client().get(at("worst_off", round.pk), {"now": "yes"}).content.decode()
    assert "一对也排不出" in page


@pytest.mark.parametrize("who", ["lin", "wen", "hao", "bo"])
def test_only_whoever_sees_the_rounds_workings_asks(world: World, sides, who: str):
    round = a_contested_round(world.mei, *sides, seed=1)
    for asking in ({}, {"now": "yes"}):
        for client, status in ((getattr(world, who).client(), 404), (world.mei.client(), 200)):
            assert client.get(at("worst_off", round.pk), asking).status_code == status


def test_an_older_draft_is_asked_about_by_its_version(world: World, sides):
    round = a_contested_round(world.mei, *sides, seed=1)
    services.reweigh(world.mei.actor, round=round, willingness=25, ties=25, span=25, relevance=25)
    mei = world.mei.client()
    old = mei.get(at("worst_off", round.pk), {"version": "1", "now": "yes"})
    new = mei.get(at("worst_off", round.pk), {"now": "yes"})
    assert (old.context["solution"].version, new.context["solution"].version) == (1, 2)
    assert mei.get(at("worst_off", round.pk), {"version": "9"}).status_code == 404
    board = mei.get(at("round", round.pk), {"version": "1"}).content.decode()
    assert f"{at('worst_off', round.pk)}?version=1" in board
