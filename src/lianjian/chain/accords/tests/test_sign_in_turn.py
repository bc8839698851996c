"""Parties that sign one after another: nobody before their turn, and all know whose it is."""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.urls import reverse
from tests.cast import Character, World

from lianjian.chain.accords import paper, selectors, services, waiting
from lianjian.chain.accords.events import waiting_for
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Invalid

from . import makers


def in_turn(world: World) -> makers.Setting:
    """Stone, then the University, then two of the three villages of a group."""
    return makers.three_parties(world, in_turn=True)


def sees_it_waiting(signer: Character) -> bool:
    return any(
        "waits for your signature" in str(one.text) for one in waiting.what_waits(signer.actor)
    )


def test_nobody_signs_before_their_turn(world: World):
    setting = in_turn(world)
    accord = makers.opened(setting)
    stone, university, *villages = setting.signers
    with pytest.raises(Invalid, match="甲方, 石桥村党支部, signs before you"):
        makers.sign(university, accord)
    with pytest.raises(Invalid, match="甲方, 石桥村党支部, signs before you"):
        makers.sign(villages[0], accord)
    makers.sign(stone, accord)
    with pytest.raises(Invalid, match="乙方, 省农业大学党支部, signs before you"):
        makers.sign(villages[0], accord)
    makers.signed_by(accord, university, *villages[:2])
    assert makers.seen(accord).state == "active"


def test_a_group_is_done_for_those_after_it_once_enough_have_signed(world: World):
    setting = in_turn(world)
    stone, university, group = setting.contents.parties
    contents = dataclasses.replace(setting.contents, parties=(group, stone, university))
    setting = dataclasses.replace(setting, contents=contents)
    accord = makers.opened(setting)
    lin, wen, *villages = setting.signers
    makers.sign(villages[0], accord)
    with pytest.raises(Invalid, match="甲方, 石桥片区各村, signs before you"):
        makers.sign(lin, accord)
    makers.signed_by(accord, villages[1], lin)
    makers.sign(villages[2], accord)  # one more than is needed may still sign
    makers.sign(wen, accord)
    assert makers.seen(accord).state == "active"


def test_without_it_they_sign_in_any_order(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    makers.signed_by(accord, *reversed(setting.signers))
    assert makers.seen(accord).state == "active"


def test_it_waits_for_those_alone_whose_turn_it_is(world: World):
    setting = in_turn(world)
    accord = makers.opened(setting)
    event = services.plan_event(
        world.mei.actor, issuer=world.county, name="签约", held_on=clock.today()
    )
    services.gather(world.mei.actor, event=event, accords=[accord])
    stone, university, *_villages = setting.signers
    assert [sees_it_waiting(one) for one in (stone, university)] == [True, False]
    assert [len(waiting_for(one.actor, event)) for one in (stone, university)] == [1, 0]
    makers.sign(stone, accord)
    assert [sees_it_waiting(one) for one in (stone, university)] == [False, True]
    assert [len(waiting_for(one.actor, event)) for one in (stone, university)] == [0, 1]


def test_whoever_comes_later_may_read_it_and_may_send_it_back(world: World):
    setting = in_turn(world)
    accord = makers.opened(setting)
    client = setting.signers[1].client()
    assert "先读文本" in client.get(reverse("accords:accord", args=[accord.pk])).content.decode()
    text = client.get(reverse("accords:sign", args=[accord.pk])).content.decode()
    assert "甲方石桥村党支部先签" in text
    assert 'name="digest"' not in text
    assert "各方按以上次序依次签署" in text
    party, member = makers.place_of(setting.signers[1].actor, accord)
    services.send_back(setting.signers[1].actor, party=party, member=member, reason="期限太紧")
    assert makers.seen(accord).state == "draft"


def test_the_next_text_and_an_amendment_keep_the_order_and_the_form_changes_it(world: World):
    accord = makers.a_draft(in_turn(world))
    address = reverse("accords:revise", args=[accord.pk])
    form = world.mei.client().get(address).content.decode()
    assert re.search(r'name="in_turn"[^>]* checked', form)
    services.consult(world.mei.actor, accord=accord)
    number = makers.text(accord).number
    free = dataclasses.replace(in_turn(world).contents, in_turn=False)
    assert makers.text(accord).in_turn
    services.revise(
        world.mei.actor, accord=makers.seen(accord), contents=free, number=number, edition=1
    )
    assert not makers.text(accord).in_turn


def test_the_frozen_text_says_so(world: World):
    accord = makers.opened(in_turn(world))
    assert paper.text.of(accord, makers.text(accord))["in_turn"] is True
    text = selectors.text_in_hand(accord)
    assert text is not None
    assert '"in_turn":true' in text.text
