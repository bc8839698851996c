"""The pages of a wide round: each reads a page's worth, and none says "of all pairs"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import World

from lianjian import cli
from lianjian.chain.pairing import (
    board,
    eligible,
    files,
    instance,
    jobs,
    publishing,
    selectors,
    services,
)
from lianjian.chain.pairing.material import Pair
from lianjian.chain.pairing.models import Candidate, Participant, Proposal, Round, Solution
from lianjian.chain.pairing.progress import Progress
from lianjian.chain.pairing.solving import among_all_pairs
from lianjian.chain.pairing.wide import board as wide_board
from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine
from lianjian.engine.finding import Limits
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.jobs.models import Job
from lianjian.ground.jobs.registry import Work

from .makers import a_participant, a_round, some_partners, some_rules, some_villages
from .wide_makers import Motley, a_motley_round, wide_from

ALL = Scope.of_everything()
FEW = Limits(per_village=2, at_prices=0, per_partner=0, found=2, bought=0)
FRAGMENT: dict[str, Any] = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def motley(world: World, monkeypatch: pytest.MonkeyPatch) -> Motley:
    """A wide round that is solved, with few candidates."""
    wide_from(monkeypatch, 3, FEW)
    made = a_motley_round(world, 4, villages=12, partners=14)
    services.solve(world.bo.actor, round=made.round)
    return made


def newest(round: Round) -> Solution:
    solution = selectors.solution(ALL, round)
    assert solution is not None
    return solution


def at(name: str, *args: object) -> str:
    return reverse(f"pairing:{name}", args=args)


def left_out(motley: Motley) -> list[Pair]:
    """Pairs that may be in a plan and were not found, both sides with room and nothing said."""
    found = among_all_pairs(motley.round, Progress())
    field, known = found.field, found.material
    room = {row.branch_id: known.room(row) for row in (*known.villages, *known.partners)}
    candidates = set(instance.pairs_in(instance.posed_by(newest(motley.round))))
    return [
        (village, partner)
        for row, village in enumerate(field.grid.villages)
        for column, partner in enumerate(field.grid.partners)
        if field.allowed[row, column]
        and room[village]
        and room[partner]
        and (village, partner) not in candidates
    ]


def test_the_board_lists_the_plan_by_division_code(
    world: World, motley: Motley, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(wide_board, "PAGE", 3)
    bo, round = world.bo.client(), motley.round
    plan = [tuple(pair) for pair in newest(round).pairs]
    shown: list[Pair] = []
    for number in range(1, len(plan) // 3 + 2):
        page = bo.get(at("round", round.pk), {"page": number})
        assert page.status_code == 200
        rows = page.context["board"].rows
        shown += [(row.village.pk, row.partner.pk) for row in rows]
    assert len(plan) > 3
    assert shown[: len(plan)] == plan
    rows = Participant.within(ALL).filter(round=round, side="village")
    code = dict(rows.values_list("branch", "branch__host__affiliation__code"))
    assert [code[village] for village, _partner in plan] == sorted(
        code[village] for village, _partner in plan
    )
    text = page.content.decode()
    assert "已证明为候选中最优" in text
    turns = page.context["board"].turns
    small = board.board_of(world.bo.scope, round, newest(round)).turns
    assert turns == small


def test_the_board_finds_a_name_and_leads_to_a_village(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    village, partner = newest(round).pairs[-1]
    name = next(one.name for one in motley.partners if one.pk == partner)
    page = bo.get(at("round", round.pk), {"q": name})
    assert all(name in row.partner.name for row in page.context["board"].rows)
    assert page.context["board"].rows
    page = bo.get(at("round", round.pk), {"village": village})
    assert page.context["chosen"].village.pk == village
    page = bo.get(at("round", round.pk), {"village": village, "find": name})
    assert partner in [one.pk for one in page.context["found"]]


def test_why_not_answers_for_a_pair_that_was_no_candidate(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    solution = newest(round)
    asked = left_out(motley)
    assert asked
    costs = 0
    for village, partner in asked[:12]:
        asked_of = {"village": village, "other": partner}
        assert bo.get(at("round", round.pk), asked_of).context["answer"] is None
        page = bo.get(at("round", round.pk), asked_of, **FRAGMENT)
        answer = page.context["answer"]
        posed = instance.widened(
            instance.posed_by(solution), [(village, partner, answer.candidate.score)]
        )
        problem = instance.problem_of(posed)
        row = problem.row_of(village, partner)
        assert row is not None
        try:
            best = engine.certify(*_solved(problem.with_locked(row)))
        except engine.BadProblem:
            assert answer.kind == "no_room"
            continue
        assert answer.kind == "cost"
        assert answer.cost == solution.certificate["score"] - best.score
        assert answer.proven
        assert "并非在全部配对之中" in page.content.decode()
        costs += 1
    assert costs


def _solved(problem: engine.Problem) -> tuple[engine.Problem, engine.Plan]:
    return problem, engine.solve(problem)


def test_what_is_said_of_a_pair_without_a_row_is_kept_and_heeded(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    village, partner = left_out(motley)[0]
    rows = Candidate.within(ALL).filter(
        round=round, village__branch=village, partner__branch=partner
    )
    assert not rows.exists()
    for who in (world.mei, world.wen):
        with pytest.raises((Denied, OutOfScope)):
            services.take_up(who.actor, round=round, village=village, partner=partner)
    bo.post(at("mark", round.pk, village, partner, "suggest"))
    assert rows.get().state == Candidate.State.SUGGESTED
    services.solve(world.bo.actor, round=round)
    posed = instance.posed_by(newest(round))
    pairs = instance.pairs_in(posed)
    assert posed["candidates"].keep[pairs.index((village, partner))] > 0
    assert rows.get().state == Candidate.State.SUGGESTED


def test_the_proof_says_of_what_and_is_checked_while_the_reader_waits(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    page = bo.get(at("proof", round.pk))
    text = page.content.decode()
    assert page.context["report"] is None
    assert "在什么之中最优" in text
    assert "没有找到的配对不在其列" in text
    assert bo.get(at("proof", round.pk), **FRAGMENT).context["report"].ok
    assert bo.get(at("proof", round.pk), {"now": "yes"}).context["report"].ok
    solution = newest(round)
    problem, plan, _certificate = instance.stored(solution)
    served, score = engine.price_parts(problem, plan)
    for row, partner in enumerate(problem.partner_id):
        if problem.partner_capacity[row]:
            worth = page.context["bounds"][partner]
            assert (worth.served, worth.score) == (served[row], score[row])


def test_one_more_place_is_exact_among_the_candidates(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    for row in Participant.within(ALL).filter(round=round)[:6]:
        assert bo.get(at("more", round.pk, row.pk)).context["answer"] is None
        page = bo.get(at("more", round.pk, row.pk), **FRAGMENT)
        assert page.context["answer"].proven
        assert "并非在全部配对之中" in page.content.decode()


def test_the_archive_is_checked_by_the_command(
    world: World, motley: Motley, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    packed = tmp_path / "round.zip"
    solution = newest(motley.round)
    packed.write_bytes(files.archive(solution))
    assert packed.read_bytes() == files.archive(solution)
    assert cli.main(["verify", str(packed)]) == 0
    assert "The plan is proven" in capsys.readouterr().out


def test_townships_and_the_network_are_shown_a_county_at_a_time(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    seen: set[int] = set()
    counties = bo.get(at("round_towns", round.pk)).context["counties"]
    assert len(counties.listed) > 1
    for code, _name in counties.listed:
        towns = bo.get(at("round_towns", round.pk), {"county": code})
        assert towns.context["counties"].chosen == code
        seen |= {branch.pk for one in towns.context["towns"] for branch, _mark in one.villages}
        network = bo.get(at("round_network", round.pk), {"county": code})
        assert network.status_code == 200
        for group in network.context["network"].groups:
            drawn = {link.pair for link in group.links if link.stroke == "plan"}
            here = {one.pk for one in group.villages}
            assert drawn >= {tuple(p) for p in newest(round).pairs if p[0] in here}
    assert seen == {one.pk for one in motley.villages}


def test_what_a_wide_round_cannot_answer_it_says(world: World, motley: Motley):
    bo, round = world.bo.client(), motley.round
    page = bo.get(at("other_weights", round.pk), {"ties": 60}, **FRAGMENT)
    assert page.context["other"] is None
    assert at("reweigh", round.pk) in page.content.decode()
    answer = bo.get(at("worst_off", round.pk), {"now": "yes"}).context["answer"]
    assert answer.kind == "large"
    listed = bo.get(at("leaving", round.pk)).context["listed"]
    assert listed.pairs >= len(listed.rows)
    before = {tuple(pair) for pair in newest(round).pairs}
    bo.post(at("reweigh", round.pk), {"ties": 60})
    assert newest(round).version == 2
    page = bo.get(at("compare", round.pk))
    changed = {tuple(pair) for pair in newest(round).pairs} ^ before
    assert page.context["villages"] == len({village for village, _partner in changed})
    older = bo.get(at("round", round.pk), {"version": 1})
    assert older.context["board"].rows


def test_it_is_published_by_a_job_where_its_pairs_are_thousands(
    world: World, motley: Motley, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(publishing, "INLINE_PAIRS", 1)
    monkeypatch.setattr(publishing, "AT_ONCE", 2)
    bo, round = world.bo.client(), motley.round
    plan = {tuple(pair) for pair in newest(round).pairs}
    bo.post(at("publish", round.pk), {"version": 1})
    round.refresh_from_db()
    assert (round.state, Proposal.within(ALL).filter(round=round).count()) == ("review", 0)
    arguments = {"round": round.pk, "version": 1}
    assert Job.within(world.bo.scope).get(name="pairing.publish").arguments == arguments
    assert "正在拟出推荐" in bo.get(at("round", round.pk)).content.decode()
    assert "正在拟出推荐" in bo.get(at("round", round.pk), **FRAGMENT).content.decode()
    keep: Any = jobs.publish_round(Work(world.bo.actor, lambda _p, _s: None), **arguments)
    assert not Proposal.within(ALL).filter(round=round).exists()
    with pytest.raises(LookupError):
        services.finish_publishing(world.bo.actor, round=round, version=1)
    keep()
    round.refresh_from_db()
    assert round.state == "published"
    proposals = Proposal.within(ALL).filter(round=round)
    assert set(proposals.values_list("village", "partner")) == plan
    with pytest.raises((Invalid, Overtaken)):
        keep()
    assert bo.get(at("round", round.pk)).status_code == 200
    services.take_back(world.bo.actor, round=round)
    assert set(proposals.values_list("state", flat=True)) == {"taken_back"}


def test_who_changed_a_draft_meanwhile_is_not_published_over(
    world: World, motley: Motley, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(publishing, "INLINE_PAIRS", 1)
    round = motley.round
    services.publish(world.bo.actor, round=round, version=1)
    work = Work(world.bo.actor, lambda _p, _s: None)
    keep: Any = jobs.publish_round(work, round=round.pk, version=1)
    services.solve(world.bo.actor, round=round)
    with pytest.raises(Overtaken):
        keep()
    assert not Proposal.within(ALL).filter(round=round).exists()


def test_all_of_a_side_take_part_at_once(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(eligible, "SHOWN", 2)
    villages, partners = some_villages(world, 4), some_partners(world, 5)
    round = a_round(world.county, rules=some_rules(world.county))
    a_participant(round, villages[0])
    mei = world.mei.client()
    page = mei.get(at("participants", round.pk))
    assert (page.context["could"].all_villages, len(page.context["villages"])) == (3, 2)
    for side in ("village", "partner"):
        mei.post(at("participants", round.pk), {"all": side})
    people = Participant.within(ALL).filter(round=round)
    assert {row.branch_id for row in people} >= {one.pk for one in (*villages, *partners)}
    with pytest.raises(Denied):
        services.enrol_all(world.lin.actor, round=round, side="village")


@pytest.mark.parametrize("name", ["round", "proof", "round_towns", "round_network", "participants"])
def test_a_page_asks_and_loads_the_same_however_many_take_part(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
):
    wide_from(monkeypatch, 3)
    monkeypatch.setattr(wide_board, "PAGE", 4)
    counts: list[int] = []
    loaded = [0]
    made = Branch.from_db

    def counting(*row: Any) -> Any:
        loaded[-1] += 1
        return made(*row)

    monkeypatch.setattr(Branch, "from_db", counting)
    for seed, villages in ((1, 8), (2, 30)):
        motley = a_motley_round(world, seed, villages=villages, partners=2 * villages)
        services.solve(world.bo.actor, round=motley.round)
        bo = world.bo.client()
        bo.get(at(name, motley.round.pk))
        loaded.append(0)
        with CaptureQueriesContext(connection) as asked:
            assert bo.get(at(name, motley.round.pk)).status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 6, counts
    if name in {"round", "proof"}:
        assert loaded[2] <= loaded[1] + 60, loaded
