"""The pages of this room, as their readers get them."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import World
from tests.double_submit.pages import form_in, form_of
from tests.makers import an_organisation

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.templates_of_clauses import BY_KEY
from lianjian.chain.accords.waiting import what_waits
from lianjian.ground.core import clock

from . import makers


def url(name: str, *args: Any) -> str:
    return reverse(f"accords:{name}", args=args)


def html(client: Client, where: str, *, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def drafted(world: World) -> dict[str, Any]:
    """The form as the coordinator fills it in."""
    makers.branch_of(world.stone)
    makers.branch_of(world.university)
    group = makers.villages(world, 3)
    return {
        "parties": "4",
        "clauses": "2",
        "title": "石桥片区共建协议",
        "number": "示联建〔2026〕7号",
        "preamble": "经协商一致，订立本协议。",
        "party-0-who": "石桥村党支部",
        "party-1-who": "",
        "party-2-who": "省农业大学",
        "party-3-who": "石桥片区各村",
        "party-3-members": "\n".join(v.host.name for v in group),
        "party-3-quorum": "2",
        "party-3-by_posting": "on",
        "clause-0-heading": "季度会商",
        "clause-0-text": "每季度会商一次。",
        "clause-0-owners": ["1", "3"],
        "clause-0-due": "2099-12-31",
        "clause-1-heading": "",
        "clause-1-text": "",
    }


def test_the_list_is_empty_at_first_and_says_what_to_do(world: World):
    assert "<table" in html(world.lin.client(), url("accords"))
    assert url("new") in html(world.mei.client(), url("accords"))
    assert url("new") not in html(world.lin.client(), url("accords"))


def test_the_list_shows_what_its_reader_may_see(world: World):
    accord = makers.opened(makers.three_parties(world))
    for character in (world.mei, world.lin, world.wen):
        assert accord.title in html(character.client(), url("accords"))
    assert accord.title not in html(world.hao.client(), url("accords"))


def test_a_coordinator_drafts_by_the_form(world: World):
    answer = world.mei.client().post(url("new"), drafted(world))
    assert answer.status_code == 302, answer.context["drafting"].forms
    accord = selectors.accords(world.mei.scope).get()
    version = makers.text(accord)
    parties = list(selectors.parties_of(version))
    assert [(p.kind, p.quorum) for p in parties] == [
        ("branch", 1),
        ("organisation", 1),
        ("group", 2),
    ]
    assert all(member.posting_id for member in parties[2].members.all())
    clause = selectors.clauses_of(version).get()
    # The empty row was left out, and the owners moved up with their parties.
    assert [owner.name for owner in clause.owners.all()] == ["石桥村党支部", "省农业大学"]


@pytest.mark.parametrize("more", ["party", "clause", "clause:meeting"])
def test_a_row_is_added_without_javascript_and_nothing_is_lost(world: World, more: str):
    sent = drafted(world)
    page = world.mei.client().post(url("new"), {**sent, "change": more}).content.decode()
    assert selectors.accords(world.mei.scope).count() == 0
    for kept in ("石桥片区共建协议", "省农业大学", "每季度会商一次。", "2099-12-31"):
        assert kept in page
    assert f'name="party-{4 if more == "party" else 3}-who"' in page
    assert ("各方每季度会商不少于一次" in page) == (more == "clause:meeting")


def test_a_whole_text_leaves_what_was_typed(world: World):
    page = world.mei.client().post(url("new"), {**drafted(world), "change": "whole:industry"})
    shown = page.content.decode()
    for kept in ("石桥片区共建协议", "每季度会商一次。", BY_KEY["liaison"].heading):
        assert kept in shown
    # The clause that was written has the heading of the template's: it is not put beside it.
    assert BY_KEY["meeting"].text not in shown
    again = form_in(page.content.decode())
    twice = world.mei.client().post(url("new"), {**again, "change": "whole:industry"})
    assert form_in(twice.content.decode())["clauses"] == again["clauses"]


def test_rows_move_up_and_out_and_owners_follow_their_parties(world: World):
    sent = drafted(world)

    def after(*changes: str) -> tuple[list[str], list[str]]:
        form: dict[str, Any] = sent
        for change in changes:
            drafting = (
                world.mei.client().post(url("new"), {**form, "change": change}).context["drafting"]
            )
            names = [one["who"].value() for one in drafting.parties]
            owners = drafting.clauses[0]["owners"].value()
            form = {
                **sent,
                **{f"party-{at}-who": name for at, name in enumerate(names)},
                "parties": str(len(names)),
                "clause-0-owners": owners,
            }
        return names, owners

    before, owners = after("nothing of the kind")
    assert owners == ["1", "3"]
    mine = [before[int(owner) - 1] for owner in owners]
    for changes in (["party-up:3"], ["party-up:3", "party-up:2"], ["party-out:1"]):
        names, places = after(*changes)
        assert names != before
        # The control: places that stayed as they were would name others.
        assert [names[int(place) - 1] for place in places] != [names[0], names[2]]
        assert {names[int(place) - 1] for place in places} == {one for one in mine if one in names}
    for nonsense in ("party-up:1", "party-up:99", "party-out:0", "clause-up:x", "party-up:"):
        assert after(nonsense) == (before, owners)


def test_a_clause_moves_up_and_out(world: World):
    sent = {**drafted(world), "clause-1-heading": "直播", "clause-1-text": "每月一场。"}

    def headings(change: str) -> list[str]:
        answer = world.mei.client().post(url("new"), {**sent, "change": change})
        return [one["heading"].value() for one in answer.context["drafting"].clauses]

    assert headings("clause-up:2") == ["直播", "季度会商"]
    assert headings("clause-out:1") == ["直播"]


def test_a_draft_saved_in_another_window_is_not_overwritten_unawares(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    client = world.mei.client()
    one, other = (form_of(client, url("revise", accord.pk)) for _window in range(2))
    first = {**one, "preamble": "第一个窗口写的。"}
    assert client.post(url("revise", accord.pk), first).status_code == 302
    answer = client.post(url("revise", accord.pk), {**other, "preamble": "第二个窗口写的。"})
    assert answer.status_code == 409
    assert makers.text(accord).preamble == "第一个窗口写的。"
    again = form_in(answer.content.decode())
    assert again["preamble"] == "第二个窗口写的。"
    assert client.post(url("revise", accord.pk), again).status_code == 302
    assert makers.text(accord).preamble == "第二个窗口写的。"


def test_an_unknown_name_is_answered_with_what_is_near_it(world: World):
    sent = {**drafted(world), "party-0-who": "石桥"}
    answer = world.mei.client().post(url("new"), sent)
    assert answer.status_code == 422
    assert "石桥村党支部" in str(answer.context["drafting"].parties[0].errors)


def test_a_name_out_of_sight_is_not_known(world: World):
    makers.branch_of(an_organisation("外省企业"))
    answer = world.mei.client().post(
        url("new"), {**drafted(world), "party-0-who": "外省企业党支部"}
    )
    assert answer.status_code == 422


def test_a_village_gets_no_form(world: World):
    assert world.lin.client().get(url("new")).status_code == 403


def test_a_draft_begins_from_pairings(world: World):
    pairing = makers.a_pairing(makers.branch_of(world.stone), makers.branch_of(world.university))
    page = html(world.mei.client(), f"{url('new')}?pairing={pairing.pk}")
    assert 'value="石桥村党支部"' in page
    assert 'value="省农业大学党支部"' in page


def test_a_text_is_revised_by_the_form(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    client = world.mei.client()
    assert "季度会商" in html(client, url("revise", accord.pk))
    shown = form_of(client, url("revise", accord.pk))
    assert shown["number"] == "示联建〔2026〕7号"
    for number in ("示联建〔2026〕8号", ""):
        more = {**shown, "number": number, "change": "clause"}
        assert client.post(url("revise", accord.pk), more).status_code == 200
    words = {**shown, "number": "示联建〔2026〕8号", "preamble": "经再次协商，订立本协议。"}
    assert client.post(url("revise", accord.pk), words).status_code == 302
    text = makers.text(accord)
    assert (text.number, text.preamble) == (2, "经再次协商，订立本协议。")
    # Nobody but the issuer knows the new number before the text is sent.
    assert makers.seen(accord).number == "示联建〔2026〕7号"
    services.consult(world.mei.actor, accord=makers.seen(accord))
    assert makers.seen(accord).number == "示联建〔2026〕8号"


def test_a_text_that_somebody_else_revised_meanwhile_is_not_overwritten(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    client = world.mei.client()
    one, other = (form_of(client, url("revise", accord.pk)) for _window in range(2))
    assert client.post(url("revise", accord.pk), one).status_code == 302
    assert client.post(url("revise", accord.pk), other).status_code == 409
    for nonsense in ("", "一", "9" * 40):
        form = {**form_of(client, url("revise", accord.pk)), "version": nonsense}
        assert client.post(url("revise", accord.pk), form).status_code == 409


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
