"""The form in which a text is written and revised."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import World
from tests.double_submit.pages import form_in, form_of
from tests.makers import an_organisation

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.templates_of_clauses import BY_KEY

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


def test_the_next_text_begins_with_why_the_one_before_was_sent_back(world: World):
    accord = makers.opened(makers.three_parties(world))
    party, _none = makers.place_of(world.wen.actor, accord)
    services.send_back(world.wen.actor, party=party, reason="第二条做不到")
    assert "第二条做不到" in html(world.mei.client(), url("revise", accord.pk))
    assert "第二条做不到" in html(world.lin.client(), url("accord", accord.pk))
