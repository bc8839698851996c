"""Every text of an accord stays to be read: what it said, what was said to it, what changed."""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.urls import reverse
from tests.cast import Character, World
from tests.double_submit.pages import form_in, form_of

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.comparing import BUDGET, MOST_LINES, compare
from lianjian.chain.accords.contents import Variation
from lianjian.chain.accords.models import Accord
from lianjian.chain.accords.templates_of_clauses import BY_KEY, WHOLE, AccordTemplate
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers


def page(reader: Character, accord: Accord, number: int, **asked: int) -> str:
    address = reverse("accords:text", args=[accord.pk, number])
    return reader.client().get(address, asked).content.decode()


def revised(world: World) -> Accord:
    """Stone commented on the first text; the second says something else in one clause."""
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    version = makers.text(accord, world.lin.scope)
    party, _none = makers.place_of(world.lin.actor, accord)
    services.comment(world.lin.actor, version=version, party=party, text="季度太密，改半年")
    first, *others = setting.contents.clauses
    other = dataclasses.replace(first, text=first.text.replace("。", "，半年一次。", 1))
    contents = dataclasses.replace(setting.contents, clauses=(other, *others))
    services.revise(world.mei.actor, accord=accord, contents=contents, number=1, edition=1)
    return makers.seen(accord)


def test_a_text_of_before_is_read_with_what_was_said_to_it(world: World):
    accord = revised(world)
    assert "季度太密" in page(world.wen, accord, 1)
    assert "已改稿" in page(world.wen, accord, 1)


def test_the_next_text_shows_what_changed_once_its_parties_may_see_it(world: World):
    accord = revised(world)
    address = reverse("accords:text", args=[accord.pk, 2])
    assert world.wen.client().get(address).status_code == 404
    assert world.mei.client().get(address).status_code == 200
    services.consult(world.mei.actor, accord=accord)
    text = page(world.wen, accord, 2)
    assert "<ins>，半年一次</ins>" in text
    assert text.count("<ins>") == 1
    assert "<del>" not in text


def test_a_text_may_be_laid_over_any_before_it(world: World):
    accord = revised(world)
    services.consult(world.mei.actor, accord=accord)
    services.revise(
        world.mei.actor,
        accord=accord,
        contents=makers.three_parties(world).contents,
        number=2,
        edition=1,
    )
    assert "与第 2 稿相比" in page(world.mei, accord, 3)
    assert "与第 1 稿相比" in page(world.mei, accord, 3, against=1)
    for unknown in (3, 9):
        address = reverse("accords:text", args=[accord.pk, 3])
        assert world.mei.client().get(address, {"against": unknown}).status_code == 404


def test_whoever_writes_the_next_text_reads_what_was_said_to_the_one_before(world: World):
    accord = revised(world)
    form = world.mei.client().get(reverse("accords:revise", args=[accord.pk])).content.decode()
    assert "季度太密，改半年" in form


def test_a_document_number_that_another_accord_bears_is_pointed_out(world: World):
    first = makers.a_draft(makers.three_parties(world, title="第一份"))
    second = makers.a_draft(makers.three_parties(world, title="第二份"))
    address = reverse("accords:accord", args=[second.pk])
    assert "“第一份”用了同一个文号" in world.mei.client().get(address).content.decode()
    services.lapse(world.mei.actor, accord=first, reason="不办了")
    assert "用了同一个文号" not in world.mei.client().get(address).content.decode()


def test_nothing_is_asked_of_a_text_that_can_no_longer_be_put_right(world: World):
    before = makers.of_before(world)
    signed = makers.an_accord(makers.three_parties(world))
    for accord in (before, signed):
        address = reverse("accords:accord", args=[accord.pk])
        assert "签署之前，请看一看" not in world.mei.client().get(address).content.decode()


def test_an_event_is_planned_for_a_day_ahead(world: World):
    client, address = world.mei.client(), reverse("accords:new_event")
    told = {"name": "签约", "held_on": "1999-01-01"}
    assert "这一天已经过去了" in client.post(address, told).content.decode()
    told["held_on"] = clock.today().isoformat()
    assert client.post(address, told).status_code == 302


def test_the_parties_are_told_that_the_next_text_is_being_written(world: World):
    accord = revised(world)
    text = world.wen.client().get(reverse("accords:accord", args=[accord.pk])).content.decode()
    assert "第 1 稿：发起方正在写下一稿" in text


def test_the_text_in_force_can_be_reached_while_it_is_amended_and_after_the_end(world: World):
    accord = makers.an_accord(makers.three_parties(world, members=3, quorum=3))
    address = reverse("accords:accord", args=[accord.pk])
    signed = reverse("accords:file", args=[accord.pk, 1, "signed"])
    services.amend(world.mei.actor, accord=accord)
    assert (
        reverse("accords:text", args=[accord.pk, 1])
        in world.mei.client().get(address).content.decode()
    )
    assert signed in page(world.mei, accord, 1)
    services.fall_back(world.mei.actor, accord=makers.seen(accord), reason="不改了")
    assert "第 1 稿：生效中" in world.mei.client().get(address).content.decode()
    services.terminate(world.mei.actor, accord=makers.seen(accord), reason="各方商定")
    for reader in (world.mei, world.lin):
        text = reader.client().get(address).content.decode()
        assert "第 1 稿：已终止" in text
        assert signed in text
        assert "未签" not in text


def test_an_accord_that_is_being_amended_is_in_force_all_the_while(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    makers.in_consultation(makers.three_parties(world, title="还没有签的协议"))
    services.amend(world.mei.actor, accord=accord)
    assert list(selectors.in_force(world.mei.scope)) == [accord]
    found = world.mei.client().get(reverse("accords:accords"), {"state": "active"})
    assert "修订稿：草稿" in found.content.decode()
    assert "还没有签的协议" not in found.content.decode()
    services.fall_back(world.mei.actor, accord=makers.seen(accord))
    services.end(world.mei.actor, accord=makers.seen(accord), reason="期满")
    assert not selectors.in_force(world.mei.scope).exists()


def test_a_new_accord_is_worded_as_the_text_that_binds_and_not_as_its_amendment(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    services.amend(world.mei.actor, accord=accord)
    other = dataclasses.replace(makers.three_parties(world).contents, preamble="另一种序言。")
    services.revise(
        world.mei.actor, accord=makers.seen(accord), contents=other, number=2, edition=1
    )
    event = services.plan_event(
        world.mei.actor, issuer=world.county, name="签约", held_on=clock.today()
    )
    services.draft_each(
        world.mei.actor,
        event=event,
        pattern=makers.seen(accord),
        variations=[Variation(title="又一份")],
    )
    made = Accord.within(makers.ALL).get(title="又一份")
    assert makers.text(made).preamble == makers.three_parties(world).contents.preamble


def test_a_party_may_say_that_it_has_no_objection_and_counts_as_heard(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    version = makers.text(accord, world.lin.scope)
    party, _none = makers.place_of(world.lin.actor, accord)
    client = world.lin.client()
    form = {"party": party.pk, "no_objection": "yes", "text": ""}
    assert client.post(reverse("accords:comment", args=[accord.pk]), form).status_code == 302
    (said,) = selectors.comments_on(version)
    assert (said.no_objection, said.text, said.party) == (True, "", party)
    assert selectors.answers(world.mei.actor, [version]) == {version.pk: (1, 3)}
    text = world.mei.client().get(reverse("accords:accord", args=[accord.pk])).content.decode()
    assert len(re.findall("尚未答复", text)) == 2
    with pytest.raises(Invalid):
        services.comment(world.mei.actor, version=version, no_objection=True)
    with pytest.raises(Invalid, match="Either"):
        services.comment(
            world.lin.actor, version=version, party=party, no_objection=True, text="有一条"
        )
    with pytest.raises(Denied):
        services.comment(world.wen.actor, version=version, party=party, no_objection=True)


def test_the_issuer_takes_a_text_back_in_which_a_mistake_was_found(world: World):
    accord = makers.opened(makers.three_parties(world))
    makers.sign(world.lin, accord)
    with pytest.raises(Invalid):
        services.recall(world.mei.actor, accord=accord, reason=" ")
    with pytest.raises(Denied):
        services.recall(world.lin.actor, accord=accord, reason="错字")
    services.recall(world.mei.actor, accord=accord, reason="第二条有错字")
    first, second = selectors.versions(makers.seen(accord))
    assert (first.outcome, first.outcome_reason) == ("withdrawn", "第二条有错字")
    assert first.signatures.count() == 1
    assert second.signatures.count() == 0
    assert makers.seen(accord).state == "draft"


def test_a_text_that_everyone_signed_is_taken_back_by_nobody(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    with pytest.raises((Invalid, Overtaken)):
        services.recall(world.mei.actor, accord=accord, reason="错字")


def test_a_gap_that_nobody_filled_is_never_frozen(world: World):
    setting = makers.three_parties(world)
    first, *others = setting.contents.clauses
    open_ended = dataclasses.replace(first, text="于……前提出建议。")
    contents = dataclasses.replace(setting.contents, clauses=(open_ended, *others))
    accord = makers.in_consultation(dataclasses.replace(setting, contents=contents))
    with pytest.raises(Invalid, match="clause 1"):
        services.open_for_signing(world.mei.actor, accord=accord)
    text = world.mei.client().get(reverse("accords:accord", args=[accord.pk])).content.decode()
    assert "还有空（……）没有填，在：第 1 条" in text


def test_an_amendment_says_which_text_it_takes_the_place_of(world: World):
    setting = makers.three_parties(world)
    accord = makers.an_accord(setting)
    assert '"replaces":null' in makers.text(accord).text
    services.amend(world.mei.actor, accord=accord)
    services.consult(world.mei.actor, accord=makers.seen(accord))
    services.open_for_signing(world.mei.actor, accord=makers.seen(accord))
    assert '"replaces":{"since":' in makers.text(accord).text


def test_lines_are_laid_over_each_other_character_by_character():
    before = ["一、会商", "每季度一次。", "去掉的一行"]
    now = ["一、会商", "每半年一次。", "全新而且不同的文字"]
    said = [[(piece.mark, piece.text) for piece in line.pieces] for line in compare(before, now)]
    assert said == [
        [("same", "一、会商")],
        [("same", "每"), ("gone", "季度"), ("new", "半年"), ("same", "一次。")],
        [("gone", "去掉的一行")],
        [("new", "全新而且不同的文字")],
    ]


def test_a_text_too_long_to_compare_is_said_whole():
    long = ["字" * (int(BUDGET**0.5) + 1)]
    marks = [[piece.mark for piece in one.pieces] for one in compare(long, [long[0] + "又"])]
    assert marks == [["gone"], ["new"]]
    many = [str(number) for number in range(MOST_LINES + 1)]
    assert compare(many, many) == []
    assert len(compare(many, [*many, "又"])) == 2 * len(many) + 1


def test_an_issuer_that_is_a_party_answers_as_a_party_too(world: World):
    accord = makers.in_consultation(makers.a_society_accord(world))
    page = world.bo.client().get(reverse("accords:accord", args=[accord.pk])).content.decode()
    assert "甲方无意见" in page


def test_a_comparison_stops_when_it_has_cost_enough():
    before = [f"{number}" + "甲乙" * 900 for number in range(40)]
    now = [f"{number}" + "乙甲" * 900 for number in range(40)]
    lines = compare(before, now)
    assert sum(len(line.pieces) for line in lines) >= 40
    assert any([piece.mark for piece in line.pieces] == ["gone"] for line in lines)


def test_names_are_suggested_as_one_types(world: World):
    makers.three_parties(world)
    address = reverse("accords:names")
    client = world.mei.client()
    found = client.get(address, {"party-0-who": "农业"}).content.decode()
    assert "省农业大学党支部" in found
    assert "option" not in client.get(address, {"party-0-who": " "}).content.decode()
    assert world.lin.client().get(address, {"party-0-who": "农业"}).status_code == 403


def test_every_party_and_clause_that_is_wrong_is_named_at_the_top(world: World):
    form = {
        "title": "协议", "parties": "1", "clauses": "1", "party-0-who": "没有的单位",
        "clause-0-heading": "会商", "clause-0-text": "每季度一次。", "clause-0-due": "1999-01-01",
    }  # fmt: skip
    answer = world.mei.client().post(reverse("accords:new"), form)
    top = answer.content.decode().partition("lj-errors")[2].partition("</div>")[0]
    assert answer.status_code == 422
    assert "甲方" in top
    assert "第 1 条" in top
    assert "这一天已经过去了" in top


@pytest.mark.parametrize("template", WHOLE, ids=lambda one: one.key)
def test_a_whole_text_is_a_draft_that_lacks_only_what_the_parties_know(
    world: World, template: AccordTemplate
):
    client = world.mei.client()
    address = reverse("accords:new")
    assert f'value="whole:{template.key}"' in client.get(address).content.decode()
    begun = form_of(client, address) | {"change": f"whole:{template.key}"}
    sent = {
        key: value
        for key, value in form_in(client.post(address, begun).content.decode()).items()
        if value
    }
    sent |= {"title": "共建协议", "party-0-who": "石桥村党支部", "party-1-who": "省农业大学党支部"}
    makers.three_parties(world)
    assert client.post(address, sent).status_code == 302
    (made,) = Accord.within(makers.ALL).filter(title="共建协议")
    clauses = list(selectors.clauses_of(makers.text(made)))
    assert [one.heading for one in clauses] == [BY_KEY[key].heading for key in template.clauses]
    services.consult(world.mei.actor, accord=made)
    with pytest.raises(Invalid, match="……"):
        services.open_for_signing(world.mei.actor, accord=makers.seen(made))
