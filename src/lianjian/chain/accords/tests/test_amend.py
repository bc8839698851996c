"""An amendment is a new text; the old one binds until the new one is signed."""

from __future__ import annotations

import dataclasses

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import ClauseDraft
from lianjian.chain.accords.models import Accord
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


@pytest.fixture
def setting(world: World) -> makers.Setting:
    return makers.three_parties(world, members=2, quorum=1)


@pytest.fixture
def accord(setting: makers.Setting) -> Accord:
    return makers.an_accord(setting)


def _amended(world: World, accord: Accord, setting: makers.Setting) -> Accord:
    """The amendment, with another promise, open for signing."""
    mine = makers.seen(accord, world.mei.scope)
    services.amend(world.mei.actor, accord=mine)
    first = makers.first_clause(accord)
    clauses = (
        dataclasses.replace(setting.contents.clauses[0], continues=first.pk),
        ClauseDraft("冷链库", "共用冷链库。", owners=(3,)),
    )
    contents = dataclasses.replace(setting.contents, clauses=clauses)
    services.revise(world.mei.actor, accord=mine, contents=contents, number=2, edition=1)
    services.consult(world.mei.actor, accord=mine)
    return makers.opened(setting, mine)


def test_it_begins_with_the_words_in_force_and_without_signatures(world: World, accord: Accord):
    version = services.amend(world.mei.actor, accord=makers.seen(accord, world.mei.scope))
    assert version.number == 2
    assert not version.signatures.exists()
    assert [c.continues_id for c in selectors.clauses_of(version)] == [
        c.pk for c in selectors.clauses_of(makers.in_force(accord))
    ]


def test_the_old_text_binds_meanwhile(world: World, accord: Accord, setting):
    old = makers.in_force(accord)
    _amended(world, accord, setting)
    now = makers.seen(accord)
    assert now.state == "signing"
    assert selectors.text_in_force(now) == old


def test_signatures_do_not_survive_an_amendment(world: World, accord: Accord, setting):
    _amended(world, accord, setting)
    makers.sign(world.lin, accord)
    assert makers.seen(accord).state == "signing"
    assert makers.text(accord).signatures.count() == 1


def test_the_last_signature_replaces_the_old_text(world: World, accord: Accord, setting):
    old = makers.in_force(accord)
    since = accord.active_since
    _amended(world, accord, setting)
    for signer in setting.signers[:3]:
        makers.sign(signer, accord)
    now = makers.seen(accord)
    assert now.state == "active"
    assert now.active_since == since
    present = makers.in_force(accord)
    assert present.number == 2
    assert selectors.versions(now)[0].in_force_to is not None
    assert old.pk != present.pk


def test_what_was_done_goes_on_counting(world: World, accord: Accord, setting):
    clause = makers.first_clause(accord, world.mei.scope)
    services.fulfil_clause(world.mei.actor, clause=clause, note="会商记录4份")
    _amended(world, accord, setting)
    for signer in setting.signers[:3]:
        makers.sign(signer, accord)
    kept, added = selectors.clauses_of(makers.in_force(accord))
    assert (kept.state, kept.note) == ("fulfilled", "会商记录4份")
    assert added.state == "promised"


def test_it_can_be_given_up(world: World, accord: Accord, setting):
    old = makers.in_force(accord)
    amended = _amended(world, accord, setting)
    services.fall_back(
        world.mei.actor, accord=makers.seen(amended, world.mei.scope), reason="暂不调整"
    )
    now = makers.seen(accord)
    assert now.state == "active"
    assert makers.in_force(accord) == old
    assert makers.text(accord).outcome == "withdrawn"
    # And begun anew, under a number that was never used.
    again = services.amend(world.mei.actor, accord=makers.seen(accord, world.mei.scope))
    assert again.number == 3


def test_only_an_accord_in_force_is_amended(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Invalid):
        services.amend(world.mei.actor, accord=accord)


def test_only_the_issuer_amends(world: World, accord: Accord):
    with pytest.raises(Denied):
        services.amend(world.lin.actor, accord=makers.seen(accord, world.lin.scope))


def test_what_an_amendment_says_is_not_the_accords_before_it_binds(world: World, setting, accord):
    mine = makers.seen(accord, world.mei.scope)
    title, number = mine.title, mine.number
    services.amend(world.mei.actor, accord=mine)
    pairing = makers.a_pairing(*setting.contents.branches()[:2])
    body = makers.a_body(world, approved=True)
    contents = dataclasses.replace(
        setting.contents, title="全产业链", number="新号", body=body, pairings=(pairing,)
    )
    services.revise(world.mei.actor, accord=mine, contents=contents, number=2, edition=1)

    def known() -> tuple[str, str, object, list[int]]:
        now = makers.seen(accord)
        behind = [one.pk for one in selectors.pairings_behind(now)]
        return now.title, now.number, now.body, behind

    before = title, number, setting.contents.body, [one.pk for one in setting.contents.pairings]
    assert known() == before
    services.consult(world.mei.actor, accord=mine)
    assert known() == before
    services.fall_back(world.mei.actor, accord=mine, reason="不改了")
    assert known() == before

    services.amend(world.mei.actor, accord=mine)
    services.revise(world.mei.actor, accord=mine, contents=contents, number=3, edition=1)
    services.consult(world.mei.actor, accord=mine)
    makers.opened(setting, mine)
    for signer in setting.signers[:3]:
        makers.sign(signer, accord)
    assert known() == ("全产业链", "新号", body, [pairing.pk])
