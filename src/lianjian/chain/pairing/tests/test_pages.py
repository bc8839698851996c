"""A round and its replies, walked through the pages."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian import cli
from lianjian.chain.pairing import selectors, services
from lianjian.chain.pairing.models import Candidate, Interest, Pairing, Proposal, Round
from lianjian.chain.registry.tests.makers import a_branch, a_tie
from lianjian.ground.core import today
from lianjian.ground.core.scope import Scope

from .makers import a_pairing, a_round, a_scene, a_solved_round, some_partners, some_villages

ALL = Scope.of_everything()


def at(name: str, *args: object) -> str:
    return reverse(f"pairing:{name}", args=args)


def test_mei_walks_from_a_new_round_to_live_proposals(world: World):
    some_villages(world, 3)
    some_partners(world, 4)
    mei = world.mei.client()
    assert mei.get(at("rounds")).status_code == 200
    assert mei.get(at("new_round")).status_code == 200
    weights = {"willingness": 40, "ties": 20, "span": 10, "relevance": 30, "one_per_kind": "on"}
    mei.post(at("new_round"), {"name": "秋季轮次", "reply_days": 14, **weights})
    round = Round.within(world.mei.scope).get()
    assert round.rules.willingness == 40
    page = mei.get(at("participants", round.pk))
    shown = [one.pk for one in (*page.context["villages"], *page.context["partners"])]
    mei.post(at("participants", round.pk), {"branch": shown})
    assert mei.get(at("round", round.pk)).headers["Location"] == at("participants", round.pk)
    mei.post(at("steer", round.pk, "solve"))
    board = mei.get(at("round", round.pk))
    assert board.status_code == 200
    assert len(board.context["board"].rows) == 3
    mei.post(at("publish", round.pk), {"version": 1})
    assert Proposal.within(world.mei.scope).count() == 3
    assert mei.get(at("round", round.pk)).status_code == 200
    mei.post(at("steer", round.pk, "take_back"))
    round.refresh_from_db()
    assert round.state == "review"


def test_weights_that_make_no_hundred_come_back(world: World):
    weights = {"willingness": 40, "ties": 40, "span": 40, "relevance": 30}
    answer = world.mei.client().post(
        at("new_round"), {"name": "秋季轮次", "reply_days": 14, **weights}
    )
    assert "lj-errors" in answer.content.decode()
    assert not Round.within(ALL).exists()


def test_the_same_rules_make_no_new_version(world: World):
    mei = world.mei.client()
    weights = {"willingness": 30, "ties": 20, "span": 20, "relevance": 30, "one_per_kind": "on"}
    for name in ("春季", "秋季"):
        mei.post(at("new_round"), {"name": name, "reply_days": 14, **weights})
    assert {round.rules.version for round in Round.within(world.mei.scope)} == {1}


def test_bo_opens_a_round_for_the_society(world: World):
    some_villages(world, 2, kept_by=world.society)
    a_branch(world.society, span=2)
    bo = world.bo.client()
    weights = {"willingness": 30, "ties": 20, "span": 20, "relevance": 30, "one_per_kind": "on"}
    bo.post(at("new_round"), {"name": "共建轮次", "reply_days": 14, **weights})
    round = Round.within(world.bo.scope).get()
    assert round.organisation == world.society
    page = bo.get(at("participants", round.pk))
    shown = [one.pk for one in (*page.context["villages"], *page.context["partners"])]
    assert len(shown) == 3
    bo.post(at("participants", round.pk), {"branch": shown})
    bo.post(at("steer", round.pk, "solve"))
    assert len(bo.get(at("round", round.pk)).context["board"].rows) == 2


@pytest.mark.parametrize("who", ["lin", "wen", "xu"])
def test_others_open_no_round(world: World, who: str):
    assert getattr(world, who).client().get(at("new_round")).status_code == 403


@pytest.mark.parametrize("page", ["round", "participants", "proof", "files"])
@pytest.mark.parametrize("who", ["lin", "wen", "hao", "bo"])
def test_a_rounds_workings_are_its_issuers(world: World, page: str, who: str):
    round = a_solved_round(world.mei, [*some_villages(world, 1), *some_partners(world, 1)])
    assert getattr(world, who).client().get(at(page, round.pk)).status_code == 404


def test_why_not_that_one_shows_the_exact_cost_and_the_chain(world: World):
    villages, partners = some_villages(world, 3), some_partners(world, 3)
    a_tie(villages[0], partners[0], strength=900)
    round = a_solved_round(world.mei, [*villages, *partners])
    solution = selectors.solution(world.mei.scope, round)
    assert solution is not None
    chosen = dict(map(tuple, solution.pairs))[villages[0].pk]
    mei = world.mei.client()
    for partner in partners:
        asked = {"village": villages[0].pk, "other": partner.pk}
        page = mei.get(at("round", round.pk), asked)
        answer = page.context["answer"]
        assert answer.kind == ("chosen" if partner.pk == chosen else "cost")
        if answer.kind == "cost":
            assert answer.proven
            assert -sum(step.change for step in answer.steps) == answer.cost
            assert answer.steps[0].gained == partner


def test_a_barred_pair_says_why(world: World):
    stone, university = a_branch(world.stone, span=2), a_branch(world.university, span=2)
    a_pairing(stone, university, state="live")
    round = a_solved_round(world.mei, [stone, university])
    asked = {"village": stone.pk, "other": university.pk}
    page = world.mei.client().get(at("round", round.pk), asked)
    assert page.context["answer"].kind == "barred"


def test_mei_forbids_suggests_and_frees_on_the_board(world: World):
    villages, partners = some_villages(world, 2), some_partners(world, 2)
    round = a_solved_round(world.mei, [*villages, *partners])
    pair = (villages[0].pk, partners[0].pk)
    mei = world.mei.client()
    for verb, data, state in (
        ("forbid", {"reason": "利益冲突"}, "forbidden"),
        ("free", {}, "free"),
        ("suggest", {}, "suggested"),
    ):
        sent = mei.post(at("mark", round.pk, *pair, verb), data)
        assert sent.status_code == 302
        row = Candidate.within(ALL).get(village__branch=pair[0], partner__branch=pair[1])
        assert row.state == state
    assert mei.get(sent.headers["Location"]).status_code == 200
    assert mei.post(at("mark", round.pk, *pair, "forbid"), {"reason": ""}).status_code == 422
    assert mei.post(at("mark", round.pk, *pair, "lock")).status_code == 422
    assert mei.post(at("mark", round.pk, *pair, "love")).status_code == 404


def test_a_mark_is_taken_back_with_one_press(world: World):
    villages, partners = some_villages(world, 2), some_partners(world, 2)
    round = a_solved_round(world.mei, [*villages, *partners])
    pair, mei = (villages[0].pk, partners[0].pk), world.mei.client()
    for verb, undo in (("suggest", "free"), ("free", "suggest")):
        page = mei.post(at("mark", round.pk, *pair, verb), follow=True).content.decode()
        assert f'<form method="post" action="{at("mark", round.pk, *pair, undo)}">' in page


def test_the_proof_is_checked_anew_and_taken_away_as_files(world: World):
    villages = some_villages(world, 3, must_serve=True)
    round = a_solved_round(world.mei, [*villages, *some_partners(world, 2)])
    mei = world.mei.client()
    page = mei.get(at("proof", round.pk))
    assert page.context["report"].ok
    assert page.context["shortages"][0].short == 1
    board = mei.get(at("round", round.pk)).context["board"]
    assert (board.turns.must, board.turns.must_served) == (3, 2)
    first, again = (mei.get(at("files", round.pk)).content for _twice in range(2))
    assert first == again
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert "instance/candidates.csv" in names
    assert "plan/certificate.json" in names
    assert "村" not in zipfile.ZipFile(io.BytesIO(first)).read("plan/pairs.csv").decode()


def test_whoever_took_the_files_away_can_check_them(world: World, tmp_path, capsys):
    villages = some_villages(world, 3, must_serve=True)
    round = a_solved_round(world.mei, [*villages, *some_partners(world, 2)])
    taken = tmp_path / "round.zip"
    taken.write_bytes(world.mei.client().get(at("files", round.pk)).content)
    assert cli.main(["verify", str(taken)]) == 0
    assert "2 of 3 villages that must be served are, 1 cannot be" in capsys.readouterr().out
    with zipfile.ZipFile(taken) as packed:
        packed.extractall(tmp_path)
    assert cli.main(["verify", str(tmp_path / "instance"), str(tmp_path / "plan")]) == 0
    assert cli.main(["explain", str(taken), "--village", str(villages[0].pk)]) == 0
    certificate = tmp_path / "plan" / "certificate.json"
    certificate.write_text(certificate.read_text().replace('"gap": 0', '"gap": 1'))
    assert cli.main(["verify", str(tmp_path)]) == 1


def test_lin_and_wen_reply_on_their_pages(world: World):
    scene = a_scene(world)
    there = at("proposal", scene.proposal.pk)
    lin, wen = world.lin.client(), world.wen.client()
    page = lin.get(there)
    assert page.context["may"]["accept"]
    assert page.context["other"] == scene.university
    lin.post(at("accept", scene.proposal.pk))
    assert not lin.get(there).context["may"]["accept"]
    assert lin.post(at("accept", scene.proposal.pk)).status_code == 409
    assert wen.get(there).context["other"] == scene.stone
    wen.post(at("accept", scene.proposal.pk))
    pairing = Pairing.within(world.wen.scope).get()
    for client in (lin, wen, world.mei.client()):
        assert client.get(there).status_code == 200
        assert client.get(at("pairing", pairing.pk)).status_code == 200


def test_the_same_yes_sent_twice_is_one_yes(world: World):
    scene = a_scene(world)
    lin = world.lin.client()
    for _twice in range(2):
        sent = lin.post(at("accept", scene.proposal.pk), {"_key": "the same form"})
        assert sent.status_code == 302


def test_wen_declines_and_the_village_sees_the_reason_but_not_the_note(world: World):
    scene = a_scene(world)
    wen, there = world.wen.client(), at("proposal", scene.proposal.pk)
    assert wen.post(at("decline", scene.proposal.pk), {"reason": "x"}).status_code == 422
    wen.post(at("decline", scene.proposal.pk), {"reason": "never", "note": "只对自己说"})
    assert "只对自己说" in wen.get(there).content.decode()
    assert "只对自己说" in world.mei.client().get(there).content.decode()
    assert "只对自己说" not in world.lin.client().get(there).content.decode()
    assert world.lin.client().post(at("lift_refusal", scene.proposal.pk)).status_code == 403
    wen.post(at("lift_refusal", scene.proposal.pk))
    assert not wen.get(there).context["may_lift"]


@pytest.mark.parametrize("who", ["hao", "bo"])
def test_a_proposal_is_nobody_elses(world: World, who: str):
    scene = a_scene(world)
    client = getattr(world, who).client()
    assert client.get(at("proposal", scene.proposal.pk)).status_code == 404
    assert client.post(at("accept", scene.proposal.pk)).status_code == 404


def test_the_coordinator_looks_and_does_not_reply(world: World):
    scene = a_scene(world)
    mei = world.mei.client()
    page = mei.get(at("proposal", scene.proposal.pk))
    assert not page.context["may"]["accept"]
    assert mei.post(at("accept", scene.proposal.pk)).status_code == 403


def test_what_waits_is_told_to_whom_it_waits_for(world: World):
    scene = a_scene(world)
    for who, waits in ((world.lin, 1), (world.wen, 1), (world.hao, 0), (world.bo, 0)):
        own = [m for m in today.waiting_for(who.actor) if "proposals" in m.url]
        assert len(own) == waits
    assert any(m.url == at("round", scene.round.pk) for m in today.waiting_for(world.mei.actor))
    services.accept(world.lin.actor, proposal=scene.proposal)
    assert not [m for m in today.waiting_for(world.lin.actor) if "proposals" in m.url]
    assert [m for m in today.waiting_for(world.wen.actor) if "proposals" in m.url]


def test_pairings_are_listed_recorded_and_ended(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    mei = world.mei.client()
    assert mei.get(at("record_existing")).status_code == 200
    assert world.lin.client().get(at("record_existing")).status_code == 403
    given = {"village": stone.pk, "partner": university.pk, "agreed_on": "2024-05-01"}
    mei.post(at("record_existing"), given)
    pairing = Pairing.within(world.mei.scope).get()
    for who in (world.lin, world.wen, world.mei):
        assert university.name in who.client().get(at("pairings")).content.decode()
    assert university.name not in world.hao.client().get(at("pairings")).content.decode()
    assert world.hao.client().get(at("end", pairing.pk)).status_code == 404
    assert world.xu.client().get(at("end", pairing.pk)).status_code == 403
    lin = world.lin.client()
    assert lin.get(at("end", pairing.pk)).status_code == 200
    lin.post(at("end", pairing.pk), {"reason": "任期结束", "handover": ""})
    pairing.refresh_from_db()
    assert pairing.state == "ended"


def test_lin_says_what_she_wishes_and_takes_it_back(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    a_tie(stone, university)
    lin = world.lin.client()
    assert lin.get(at("wishes", stone.pk)).status_code == 200
    lin.post(at("wishes", stone.pk), {"towards": university.pk, "wish": "yes", "rank": 1})
    wish = Interest.within(world.lin.scope).get()
    assert wish.towards == university
    assert world.mei.client().get(at("wishes", stone.pk)).status_code == 403
    assert world.wen.client().post(at("withdraw_wish", wish.pk)).status_code == 404
    lin.post(at("withdraw_wish", wish.pk))
    assert not Interest.within(ALL).exists()


def test_a_wish_is_read_by_nobody_across_the_table(world: World):
    stone = a_branch(world.stone)
    assert world.wen.client().get(at("wishes", stone.pk)).status_code == 404


@pytest.mark.parametrize("name", ["accept", "decline", "lift_refusal", "publish"])
def test_state_is_never_changed_by_looking(world: World, name: str):
    scene = a_scene(world)
    key = scene.round.pk if name == "publish" else scene.proposal.pk
    assert world.lin.client().get(at(name, key)).status_code == 405


def test_the_board_takes_as_many_queries_for_many_pairs_as_for_few(
    world: World, django_assert_max_num_queries
):
    round = a_solved_round(world.mei, [*some_villages(world, 12), *some_partners(world, 12)])
    mei = world.mei.client()
    with django_assert_max_num_queries(32):
        assert mei.get(at("round", round.pk)).status_code == 200


def test_a_round_in_draft_leads_to_its_participants(world: World):
    round = a_round(world.county)
    assert world.mei.client().get(at("round", round.pk)).headers["Location"] == at(
        "participants", round.pk
    )
