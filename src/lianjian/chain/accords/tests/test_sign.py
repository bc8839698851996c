"""Signing: one exact text, one signature each, and the last one brings the accord into force."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.cast import Character, World
from tests.makers import a_post

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Signature
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import actors, clock, files
from lianjian.ground.core.verdicts import AskAgain, Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.journal import selectors as journal

from . import makers


def test_a_party_confirms_the_bytes_that_it_was_shown(world: World):
    accord = makers.opened(makers.three_parties(world))
    signature = makers.sign(world.lin, accord)
    assert signature.digest == makers.shown(accord)
    assert signature.post == world.lin.post
    assert makers.seen(accord).state == "signing"


def test_the_last_signature_brings_the_accord_into_force(world: World):
    accord = makers.an_accord(makers.three_parties(world, members=3, quorum=3))
    assert accord.state == "active"
    assert accord.active_since == clock.today()
    version = makers.text(accord)
    assert version.is_in_force
    assert version.signed is not None


def test_a_group_signs_when_enough_of_its_members_have(world: World):
    setting = makers.three_parties(world, members=4, quorum=2)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[:3])
    assert makers.seen(accord).state == "signing"
    makers.signed_by(accord, setting.signers[3])
    assert makers.seen(accord).state == "active"


def test_a_society_accord_needs_nobody_above(world: World):
    accord = makers.an_accord(makers.a_society_accord(world))
    assert accord.state == "active"
    assert accord.organisation == world.society
    assert makers.text(accord).signatures.count() == 12


def test_it_refuses_another_text_than_the_one_in_hand(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(Overtaken, match="another text"):
        makers.sign(world.lin, accord, digest="0" * 64)
    assert not makers.text(accord).signatures.exists()


def test_it_refuses_a_text_that_was_sent_back_and_opened_anew(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    party, _none = makers.place_of(world.lin.actor, accord)
    old = makers.shown(accord)
    wen_party, _none = makers.place_of(world.wen.actor, accord)
    services.send_back(world.wen.actor, party=wen_party, reason="第二条写得不清楚")
    again = makers.seen(accord, world.mei.scope)
    services.consult(world.mei.actor, accord=again)
    services.open_for_signing(world.mei.actor, accord=again)
    fresh = type(party).get_within(world.lin.scope, pk=party.pk)
    with pytest.raises(Overtaken, match="taken back"):
        services.sign(world.lin.actor, party=fresh, digest=old)
    with pytest.raises(Overtaken, match="taken back"):
        services.sign(world.lin.actor, party=fresh, digest=makers.shown(accord))


def test_a_party_signs_once(world: World):
    accord = makers.opened(makers.three_parties(world))
    makers.sign(world.lin, accord)
    with pytest.raises(Overtaken, match="already been signed"):
        makers.sign(world.lin, accord)
    assert makers.text(accord).signatures.count() == 1


def test_a_member_signs_once(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    makers.sign(setting.signers[2], accord)
    with pytest.raises(Overtaken, match="already been signed"):
        makers.sign(setting.signers[2], accord)


def test_nobody_signs_for_another_party(world: World):
    accord = makers.opened(makers.three_parties(world))
    stone, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Denied, match="speaks for this party"):
        services.sign(world.wen.actor, party=stone, digest=makers.shown(accord))


def test_the_issuer_cannot_sign_for_anybody(world: World):
    accord = makers.opened(makers.three_parties(world))
    stone, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Denied):
        services.sign(world.mei.actor, party=stone, digest=makers.shown(accord))


def test_the_system_never_signs(world: World):
    accord = makers.opened(makers.three_parties(world))
    stone, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Denied):
        services.sign(actors.system("the demonstration"), party=stone, digest=makers.shown(accord))


def test_a_first_secretary_does_not_sign_for_the_branch(world: World):
    accord = makers.opened(makers.three_parties(world))
    stone, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Denied):
        services.sign(world.tao.actor, party=stone, digest=makers.shown(accord))


def test_only_the_posted_first_secretary_signs_where_a_posting_is_named(world: World):
    setting = makers.a_society_accord(world, members=2, quorum=2)
    accord = makers.opened(setting)
    party, member = makers.place_of(setting.signers[2].actor, accord)
    assert member is not None
    village = next(v for v in setting.contents.parties[2].members if v.branch == member.branch)
    secretary = a_post(Role.VILLAGE_SECRETARY, organisation=village.branch.host)
    with pytest.raises(Denied, match="first secretary posted there"):
        services.sign(
            Character(secretary).actor,
            party=party,
            member=member,
            digest=makers.shown(accord),
        )
    other = a_post(Role.FIRST_SECRETARY, organisation=village.branch.host)
    with pytest.raises(Denied, match="first secretary posted there"):
        services.sign(
            Character(other).actor, party=party, member=member, digest=makers.shown(accord)
        )


def test_a_group_does_not_sign_as_a_whole(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    party, _member = makers.place_of(setting.signers[2].actor, accord)
    with pytest.raises(Denied, match="member by member"):
        services.sign(setting.signers[2].actor, party=party, digest=makers.shown(accord))


def test_a_member_cannot_be_counted_for_another_party(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    _party, member = makers.place_of(setting.signers[2].actor, accord)
    stone, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Denied, match="another party"):
        services.sign(world.lin.actor, party=stone, member=member, digest=makers.shown(accord))


def test_a_deputy_signs_only_when_told_so(world: World):
    accord = makers.opened(makers.three_parties(world))
    stone, _none = makers.place_of(world.lin.actor, accord)
    deputy = dataclasses.replace(world.lin.actor, deputy=True, may_sign=False)
    with pytest.raises(Denied, match="deputy"):
        services.sign(deputy, party=stone, digest=makers.shown(accord))
    told = dataclasses.replace(world.lin.actor, deputy=True, may_sign=True)
    assert services.sign(told, party=stone, digest=makers.shown(accord)).pk


def test_it_asks_again_who_is_there(world: World):
    accord = makers.opened(makers.three_parties(world))
    stone, _none = makers.place_of(world.lin.actor, accord)
    stale = dataclasses.replace(
        world.lin.actor, confirmed_at=clock.now() - dt.timedelta(minutes=16)
    )
    with pytest.raises(AskAgain):
        services.sign(stale, party=stone, digest=makers.shown(accord))


def test_nothing_is_signed_before_it_is_opened_or_after_it_is_in_force(world: World):
    setting = makers.three_parties(world, members=3, quorum=2)
    accord = makers.in_consultation(setting)
    party, _none = makers.place_of(world.lin.actor, accord)
    with pytest.raises(Invalid):
        services.sign(world.lin.actor, party=party, digest="")
    makers.opened(setting, accord)
    makers.signed_by(accord, *setting.signers[:4])
    assert makers.seen(accord).state == "active"
    late = setting.signers[4]
    party, member = makers.place_of(late.actor, accord)
    with pytest.raises(Invalid, match="in force"):
        services.sign(late.actor, party=party, member=member, digest=makers.shown(accord))


def test_a_signer_who_still_sees_it_open_is_told_they_were_overtaken(world: World):
    setting = makers.three_parties(world, members=3, quorum=2)
    accord = makers.opened(setting)
    late = setting.signers[4]
    party, member = makers.place_of(late.actor, accord)
    assert party.version.accord.state == "signing"
    makers.signed_by(accord, *setting.signers[:4])
    with pytest.raises(Overtaken):
        services.sign(late.actor, party=party, member=member, digest=makers.shown(accord))
    assert Signature.within(makers.ALL).filter(member=member).count() == 0


def test_the_next_county_cannot_even_see_it(world: World):
    accord = makers.opened(makers.three_parties(world))
    with pytest.raises(OutOfScope):
        selectors.accord(world.hao.scope, accord.pk)


def test_the_signed_file_names_the_journal_head_that_stood_before(world: World):
    setting = makers.three_parties(world)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[:3])
    seq, head = journal.head()
    makers.sign(setting.signers[3], accord)
    version = makers.text(accord)
    assert (version.head_seq, version.head_digest) == (seq, head)
    # The lines of the command that completed the accord follow right upon that head.
    line = next(one for one in journal.all_lines() if one["seq"] == seq + 1)
    assert line["prev"] == head


def test_the_pairings_behind_it_begin(world: World):
    setting = makers.three_parties(world)
    stone, university = (party.branch for party in setting.contents.parties[:2])
    assert stone
    assert university
    pairing = makers.a_pairing(stone, university)
    contents = dataclasses.replace(setting.contents, pairings=(pairing,))
    accord = makers.an_accord(dataclasses.replace(setting, contents=contents))
    begun = selectors.pairings_behind(accord).get()
    assert begun.state == "live"
    assert selectors.active_accord_behind(begun) == accord


def test_both_files_are_kept_by_their_digest(world: World):
    version = makers.text(makers.an_accord(makers.three_parties(world)))
    assert version.unsigned
    assert version.signed
    assert version.unsigned != version.signed
    assert files.read(version.unsigned).startswith(b"%PDF-")
    assert files.read(version.signed).startswith(b"%PDF-")


def test_a_signature_names_the_post_and_no_person(world: World):
    signature = makers.sign(world.lin, makers.opened(makers.three_parties(world)))
    assert signature.signed_as.startswith("石桥村")
    assert world.lin.post.person.name not in signature.signed_as
