"""The pages of this room, as their readers get them."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import World
from tests.makers import an_organisation

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import PartyDraft
from lianjian.chain.accords.waiting import what_waits
from lianjian.ground.core import clock

from . import makers


def url(name: str, *args: Any) -> str:
    return reverse(f"accords:{name}", args=args)


def html(client: Client, where: str, *, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_list_is_empty_at_first_and_says_what_to_do(world: World):
    assert "<table" in html(world.lin.client(), url("accords"))
    assert url("new") in html(world.mei.client(), url("accords"))
    assert url("new") not in html(world.lin.client(), url("accords"))


def test_the_list_shows_what_its_reader_may_see(world: World):
    accord = makers.opened(makers.three_parties(world))
    for character in (world.mei, world.lin, world.wen):
        assert accord.title in html(character.client(), url("accords"))
    assert accord.title not in html(world.hao.client(), url("accords"))


def test_an_accord_walks_from_draft_to_force_through_its_pages(world: World):
    setting = makers.three_parties(world, members=2, quorum=1)
    accord = makers.a_draft(setting)
    mei = world.mei.client()
    assert mei.post(url("consult", accord.pk), {"day": ""}).status_code == 302
    lin = world.lin.client()
    party, _none = makers.place_of(world.lin.actor, accord)
    said = {"text": "次数太多", "party": party.pk}
    assert lin.post(url("comment", accord.pk), said).status_code == 302
    assert "次数太多" in html(mei, url("accord", accord.pk))
    assert mei.post(url("open", accord.pk), {"day": ""}).status_code == 302
    for signer in setting.signers[:3]:
        client = signer.client()
        page = client.get(url("sign", accord.pk))
        assert "到村会商" in page.content.decode(), "the text itself can be read"
        place = page.context["place"]
        form = {
            "party": place.party.pk,
            "member": place.member.pk if place.member else "",
            "digest": page.context["text"].unsigned.digest,
        }
        assert client.post(url("sign", accord.pk), form).status_code == 302
    assert makers.seen(accord).state == "active"
    shown = html(lin, url("accord", accord.pk))
    assert url("file", accord.pk, 1, "signed") in shown


def test_signing_asks_who_is_there_first(world: World):
    accord = makers.opened(makers.three_parties(world))
    client = world.lin.client()
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    answer = client.get(url("sign", accord.pk))
    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]


def test_a_stale_page_cannot_sign(world: World):
    accord = makers.opened(makers.three_parties(world))
    party, _none = makers.place_of(world.lin.actor, accord)
    answer = world.lin.client().post(
        url("sign", accord.pk), {"party": party.pk, "digest": "0" * 64}
    )
    assert answer.status_code == 409


def test_a_text_is_sent_back_by_its_page(world: World):
    accord = makers.opened(makers.three_parties(world))
    party, _none = makers.place_of(world.lin.actor, accord)
    client = world.lin.client()
    assert client.post(url("send_back", accord.pk), {"party": party.pk}).status_code == 422
    form = {"party": party.pk, "reason": "第二条写得不清楚"}
    assert client.post(url("send_back", accord.pk), form).status_code == 302
    assert "第二条写得不清楚" in html(world.mei.client(), url("accord", accord.pk))


def test_files_are_for_those_who_see_the_accord(world: World):
    accord = makers.opened(makers.three_parties(world))
    where = url("file", accord.pk, 1, "unsigned")
    answer = world.lin.client().get(where)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert world.hao.client().get(where).status_code == 404
    assert world.lin.client().get(url("file", accord.pk, 1, "signed")).status_code == 404


@pytest.mark.parametrize("name", ["accord", "sign", "revise"])
def test_the_next_county_gets_the_same_404_as_for_none(world: World, name: str):
    accord = makers.opened(makers.three_parties(world))
    client = world.hao.client()
    foreign, none = client.get(url(name, accord.pk)), client.get(url(name, 10**9))
    assert foreign.status_code == none.status_code == 404


def test_nobody_without_a_post_gets_in(world: World):
    accord = makers.opened(makers.three_parties(world))
    assert Client().get(url("accord", accord.pk)).status_code in (302, 404)


@pytest.mark.parametrize(
    "name", ["consult", "open", "amend", "fall_back", "lapse", "end", "terminate", "send_back"]
)
def test_a_step_is_never_taken_by_a_link(world: World, name: str):
    accord = makers.opened(makers.three_parties(world))
    assert world.mei.client().get(url(name, accord.pk)).status_code == 405


def test_an_accord_in_force_is_amended_and_ended_by_its_page(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    client = world.mei.client()
    assert client.post(url("amend", accord.pk)).status_code == 302
    shown = html(world.lin.client(), url("accord", accord.pk))
    assert "季度会商" in shown
    assert client.post(url("fall_back", accord.pk), {"reason": "暂不调整"}).status_code == 302
    assert client.post(url("end", accord.pk), {}).status_code == 422
    assert client.post(url("end", accord.pk), {"reason": "期满"}).status_code == 302
    assert makers.seen(accord).state == "ended"


def test_a_clause_is_worked_on_by_its_page(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    clause = makers.first_clause(accord)
    lin = world.lin.client()
    assert url("fulfil_clause", clause.pk) in html(lin, url("clause", clause.pk))
    assert lin.post(url("begin_clause", clause.pk)).status_code == 302
    assert lin.post(url("fulfil_clause", clause.pk), {"note": ""}).status_code == 422
    assert lin.post(url("fulfil_clause", clause.pk), {"note": "记录4份"}).status_code == 302
    assert "记录4份" in html(lin, url("clause", clause.pk))
    mei = world.mei.client()
    assert mei.post(url("waive_clause", clause.pk), {"reason": "x"}).status_code == 422


def test_a_body_is_proposed_approved_and_set_to_work_by_its_pages(world: World):
    makers.branch_of(world.stone)
    makers.branch_of(world.university)
    client = world.mei.client()
    assert str(world.county) in html(client, url("new_body"))
    form = {
        "name": "石桥片区联建党总支",
        "kind": "general_branch",
        "division": world.county.pk,
        "members": "石桥村党支部\n省农业大学党支部",
    }
    assert client.post(url("new_body"), {**form, "members": "石桥"}).status_code == 422
    assert client.post(url("new_body"), form).status_code == 302
    body = selectors.bodies(world.mei.scope).get()
    approval = {"committee": "县委组织部", "number": "1号", "approved_on": str(clock.today())}
    assert client.post(url("approve_body", body.pk), {"committee": "x"}).status_code == 422
    assert client.post(url("approve_body", body.pk), approval).status_code == 302
    assert client.post(url("set_to_work", body.pk)).status_code == 302
    assert "1号" in html(client, url("body", body.pk))
    assert body.name in html(client, url("bodies"))
    assert client.post(url("dissolve", body.pk), {"reason": "换届"}).status_code == 302
    assert world.hao.client().get(url("body", body.pk)).status_code == 404


# -- today --
def _waits(who: Any) -> list[str]:
    return [matter.url for matter in what_waits(who.actor)]


def test_a_draft_waits_for_its_writer_alone(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    assert _waits(world.mei) == [url("accord", accord.pk)]
    assert _waits(world.lin) == []


def test_a_consultation_waits_until_the_party_has_spoken(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    assert _waits(world.lin) == [url("accord", accord.pk)]
    party, _none = makers.place_of(world.lin.actor, accord)
    version = makers.text(accord, world.lin.scope)
    services.comment(world.lin.actor, version=version, party=party, text="同意")
    assert _waits(world.lin) == []


def test_a_text_waits_for_a_signature_until_it_is_there(world: World):
    accord = makers.opened(makers.three_parties(world))
    assert _waits(world.lin) == [url("sign", accord.pk)]
    assert _waits(world.tao) == []
    makers.sign(world.lin, accord)
    assert _waits(world.lin) == []


def test_a_body_waits_for_the_coordinator(world: World):
    body = makers.a_body(world)
    assert _waits(world.mei) == [url("body", body.pk)]
    assert _waits(world.lin) == []


def test_a_promise_waits_for_its_owner_in_its_last_month(world: World):
    setting = makers.three_parties(world)
    first, second = setting.contents.clauses
    clauses = (dataclasses.replace(first, due=clock.today()), second)
    contents = dataclasses.replace(setting.contents, clauses=clauses)
    accord = makers.an_accord(dataclasses.replace(setting, contents=contents))
    clause = makers.first_clause(accord)
    assert _waits(world.lin) == [url("clause", clause.pk)]
    assert _waits(world.mei) == []


def test_a_branchs_page_names_its_accords(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    branch = makers.branch_of(world.stone)
    shown = html(world.lin.client(), reverse("registry:branch", args=[branch.pk]))
    assert url("accord", accord.pk) in shown


def test_the_history_tells_what_befell_its_texts_and_who_signed(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    page = world.lin.client().get(url("accord", accord.pk))
    verbs = [line.verb for line in page.context["lines"]]
    assert verbs[:3] == ["accords.draft", "accords.consult", "accords.open_for_signing"]
    assert verbs.count("accords.sign") == 4
    assert verbs[-1] in ("accords.sign", "accords.take_effect")


def test_whoever_opens_a_text_is_told_who_has_not_answered_and_who_cannot_sign(world: World):
    nobody = makers.branch_of(an_organisation("示例空壳公司", affiliation=world.county))
    setting = makers.three_parties(world)
    contents = dataclasses.replace(
        setting.contents, parties=(*setting.contents.parties, PartyDraft(branch=nobody))
    )
    accord = services.draft(world.mei.actor, issuer=world.county, contents=contents)
    services.consult(world.mei.actor, accord=accord)
    shown = html(world.mei.client(), url("accord", accord.pk))
    assert "还没有答复这一稿：甲方、乙方、丙方、丁方" in shown
    assert "这里没有人能替它签署：丁方" in shown
    party, _none = makers.place_of(world.lin.actor, makers.seen(accord))
    version = makers.text(accord, world.lin.scope)
    services.comment(world.lin.actor, version=version, party=party, no_objection=True)
    shown = html(world.mei.client(), url("accord", accord.pk))
    assert "还没有答复这一稿：乙方、丙方、丁方" in shown


def test_an_amendment_is_laid_over_the_text_that_binds(world: World):
    setting = makers.three_parties(world, members=2, quorum=1)
    accord = makers.an_accord(setting)
    mine = makers.seen(accord, world.mei.scope)
    services.amend(world.mei.actor, accord=mine)
    services.consult(world.mei.actor, accord=mine)
    services.fall_back(world.mei.actor, accord=mine, reason="不改了")
    services.amend(world.mei.actor, accord=mine)
    page = world.mei.client().get(url("text", accord.pk, 3))
    assert page.context["other"].number == 1


def test_a_promise_that_was_kept_says_who_said_so(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    clause = makers.first_clause(accord)
    services.fulfil_clause(world.lin.actor, clause=clause, note="会商记录4份")
    page = html(world.wen.client(), url("clause", clause.pk))
    assert "石桥村党支部说的" in page
    sent = world.lin.client().post(url("reopen_clause", clause.pk), {"reason": "记错了年份"})
    assert sent.status_code == 302
    page = html(world.wen.client(), url("clause", clause.pk))
    assert "记错了年份" in page
    assert "会商记录4份" not in page
