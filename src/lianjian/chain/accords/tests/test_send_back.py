"""A party that will not sign says why, and the issuer drafts the next text."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Accord
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers


def _send_back(who, accord: Accord, reason: str = "第二条写得不清楚") -> Accord:
    party, member = makers.place_of(who.actor, accord)
    return services.send_back(who.actor, party=party, member=member, reason=reason)


def test_the_issuer_gets_a_draft_of_the_next_text(world: World):
    accord = makers.opened(makers.three_parties(world))
    makers.sign(world.lin, accord)
    _send_back(world.wen, accord)
    now = makers.seen(accord)
    assert now.state == "draft"
    first, second = selectors.versions(now)
    assert first.outcome == "sent_back"
    assert first.outcome_reason == "乙方：第二条写得不清楚"
    assert second.number == 2
    assert not second.signatures.exists()
    assert [c.text for c in selectors.clauses_of(second)] == [
        c.text for c in selectors.clauses_of(first)
    ]


def test_the_signatures_under_it_stay_and_bind_nobody(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[:3])
    _send_back(setting.signers[3], accord)
    first, _second = selectors.versions(makers.seen(accord))
    assert first.signatures.count() == 3
    assert makers.seen(accord).state == "draft"


def test_the_next_text_is_the_issuers_alone(world: World):
    accord = makers.opened(makers.three_parties(world))
    _send_back(world.wen, accord)
    assert makers.text(accord, world.wen.scope).number == 1
    assert makers.text(accord, world.mei.scope).number == 2


def test_it_needs_a_reason(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Invalid):
        _send_back(world.wen, accord, reason="  ")


def test_only_who_could_sign_may_send_back(world: World):
    accord = makers.opened(makers.three_parties(world))
    party, _none = makers.place_of(world.wen.actor, accord)
    for character in (world.mei, world.lin, world.tao):
        with pytest.raises(Denied):
            services.send_back(character.actor, party=party, reason="替别人说")


def test_who_still_sees_it_open_is_told_they_were_overtaken(world: World):
    accord = makers.opened(makers.three_parties(world))
    mine, _none = makers.place_of(world.lin.actor, accord)
    assert mine.version.accord.state == "signing"
    digest = makers.shown(accord)
    _send_back(world.wen, accord)
    with pytest.raises(Overtaken):
        services.sign(world.lin.actor, party=mine, digest=digest)
    assert not selectors.versions(makers.seen(accord))[0].signatures.exists()


def test_what_is_in_force_cannot_be_sent_back(world: World):
    accord = makers.an_accord(makers.three_parties(world))
    with pytest.raises(Invalid, match="in force"):
        _send_back(world.wen, accord)
