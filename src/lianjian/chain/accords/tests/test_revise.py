"""A draft is edited in place; a text that was sent stays as it is."""

from __future__ import annotations

import dataclasses

import pytest
from tests.cast import World
from tests.makers import an_organisation

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import ClauseDraft, Contents, PartyDraft
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken

from . import makers

NEW_CLAUSE = ClauseDraft("冷链库", "片区各村共用冷链库，按吨计费。", owners=(3,))


def _with_a_clause(setting: makers.Setting) -> Contents:
    contents = setting.contents
    return dataclasses.replace(contents, title="新标题", clauses=(*contents.clauses, NEW_CLAUSE))


def test_a_draft_is_edited_in_place(world: World):
    setting = makers.three_parties(world)
    accord = makers.a_draft(setting)
    services.revise(
        world.mei.actor, accord=accord, contents=_with_a_clause(setting), number=1, edition=1
    )
    version = makers.text(accord)
    assert version.number == 1
    assert [clause.heading for clause in selectors.clauses_of(version)][-1] == "冷链库"
    assert makers.seen(accord).title == "新标题"


def test_a_text_in_consultation_stays_with_its_comments(world: World):
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    party, _none = makers.place_of(world.lin.actor, accord)
    sent = makers.text(accord, world.lin.scope)
    services.comment(world.lin.actor, version=sent, text="会商次数能否写半年一次", party=party)
    services.revise(
        world.mei.actor,
        accord=makers.seen(accord, world.mei.scope),
        contents=_with_a_clause(setting),
        number=1,
        edition=1,
    )
    now = makers.seen(accord)
    assert now.state == "draft"
    first, second = selectors.versions(now)
    assert [comment.text for comment in selectors.comments_on(first)] == ["会商次数能否写半年一次"]
    assert first.outcome == "revised"
    assert selectors.clauses_of(first).count() == 2
    assert selectors.clauses_of(second).count() == 3


def test_the_parties_keep_seeing_what_they_were_sent(world: World):
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    services.revise(
        world.mei.actor,
        accord=makers.seen(accord, world.mei.scope),
        contents=_with_a_clause(setting),
        number=1,
        edition=1,
    )
    assert makers.text(accord, world.lin.scope).number == 1
    assert makers.text(accord, world.mei.scope).number == 2


def test_two_writers_do_not_overwrite_each_other(world: World):
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    mine = makers.seen(accord, world.mei.scope)
    services.revise(world.mei.actor, accord=mine, contents=setting.contents, number=1, edition=1)
    stale = makers.seen(accord, world.mei.scope)
    with pytest.raises(Overtaken, match="newer text"):
        services.revise(
            world.mei.actor, accord=stale, contents=setting.contents, number=1, edition=1
        )


def test_a_text_being_signed_cannot_be_changed(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    with pytest.raises(Invalid, match="being signed"):
        services.revise(
            world.mei.actor, accord=accord, contents=setting.contents, number=1, edition=1
        )


def test_only_the_issuer_revises(world: World):
    setting = makers.three_parties(world)
    accord = makers.in_consultation(setting)
    with pytest.raises(Denied):
        services.revise(
            world.lin.actor, accord=accord, contents=setting.contents, number=1, edition=1
        )


def test_it_names_only_what_its_writer_sees(world: World):
    setting = makers.three_parties(world)
    accord = makers.a_draft(setting)
    stranger = PartyDraft(branch=makers.branch_of(an_organisation("外省企业")))
    contents = dataclasses.replace(setting.contents, parties=(*setting.contents.parties, stranger))
    with pytest.raises(OutOfScope):
        services.revise(world.mei.actor, accord=accord, contents=contents, number=1, edition=1)
