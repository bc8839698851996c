"""Many accords signed together at one event (M43): worded once, sent once, signed once a person."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile

import pytest
from tests.cast import Character, World

from lianjian.chain.accords import events, selectors, services, waiting
from lianjian.chain.accords.contents import Confirmation, Variation
from lianjian.chain.accords.models import Accord, Signature, SigningEvent
from lianjian.chain.accords.packing import signed_archive
from lianjian.chain.accords.services.draft_each import following
from lianjian.ground.core import clock, crypto, files
from lianjian.ground.core.verdicts import AskAgain, Denied, Invalid, OutOfScope, Overtaken

from . import makers

TEN = tuple(Variation(title=f"石桥片区共建协议之{place}") for place in range(1, 11))


def an_event(setting: makers.Setting) -> SigningEvent:
    return services.plan_event(
        setting.issuer.actor,
        issuer=setting.where,
        name="“七一”集体签约",
        held_on=clock.today() + dt.timedelta(days=3),
        place="示例县政务中心",
    )


def of_ten(setting: makers.Setting, *, how_many: int = 10) -> SigningEvent:
    """An event with accords worded alike that wait for their signatures."""
    event = an_event(setting)
    services.draft_each(
        setting.issuer.actor,
        event=event,
        pattern=makers.a_draft(setting),
        variations=TEN[:how_many],
    )
    services.consult_event(setting.issuer.actor, event=event)
    services.open_event(setting.issuer.actor, event=event)
    return event


def confirmations(who: Character, event: SigningEvent) -> list[Confirmation]:
    """What a signer is shown, all of it chosen."""
    return [
        Confirmation(one.place.party, one.text.unsigned.digest, one.place.member)
        for one in events.waiting_for(who.actor, event)
        if one.text.unsigned is not None
    ]


def sign_all(who: Character, event: SigningEvent) -> None:
    seen = events.event(who.scope, event.pk)
    services.sign_at_event(who.actor, event=seen, confirmations=confirmations(who, event))


def states(event: SigningEvent) -> set[str]:
    return {row.accord.state for row in events.progress(makers.ALL, event)}


def test_a_group_of_ten_and_two_organisations_sign_ten_accords_at_once(world: World):
    setting = makers.a_society_accord(world)
    event = of_ten(setting)
    for signer in setting.signers:
        assert len(confirmations(signer, event)) == 10
        sign_all(signer, event)
    assert states(event) == {"active"}
    assert Signature.within(makers.ALL).count() == 120
    texts = [makers.in_force(accord) for accord in events.accords_at(makers.ALL, event)]
    assert len({text.text_digest for text in texts}) == 10


def test_an_accord_of_an_event_is_amended_while_the_old_text_stays_in_force(world: World):
    setting = makers.three_parties(world, members=2, quorum=1)
    event = of_ten(setting, how_many=2)
    for signer in setting.signers[:3]:
        sign_all(signer, event)
    one = events.accords_at(makers.ALL, event)[0]
    services.amend(setting.issuer.actor, accord=makers.seen(one, setting.issuer.scope))
    assert makers.seen(one).state == "draft"
    assert makers.in_force(one).number == 1


def test_one_text_sent_back_leaves_the_others_to_be_signed(world: World):
    setting = makers.three_parties(world, members=2, quorum=1)
    event = of_ten(setting, how_many=3)
    shown = confirmations(world.lin, event)
    refused = shown[1].party
    services.send_back(world.lin.actor, party=refused, reason="第二条写得不清楚")
    with pytest.raises(Overtaken, match="Nothing was signed"):
        services.sign_at_event(world.lin.actor, event=event, confirmations=shown)
    assert not Signature.within(makers.ALL).exists()
    sign_all(world.lin, event)
    assert Signature.within(makers.ALL).count() == 2


def test_it_signs_only_what_was_chosen(world: World):
    event = of_ten(makers.three_parties(world), how_many=3)
    chosen = confirmations(world.lin, event)[:1]
    services.sign_at_event(world.lin.actor, event=event, confirmations=chosen)
    assert len(confirmations(world.lin, event)) == 2
    with pytest.raises(Invalid, match="Choose"):
        services.sign_at_event(world.lin.actor, event=event, confirmations=[])


def test_it_refuses_another_text_than_the_one_shown(world: World):
    event = of_ten(makers.three_parties(world), how_many=2)
    first, second = confirmations(world.lin, event)
    forged = [first, Confirmation(second.party, "0" * 64)]
    with pytest.raises(Overtaken, match="another text"):
        services.sign_at_event(world.lin.actor, event=event, confirmations=forged)
    assert not Signature.within(makers.ALL).exists()


def test_nobody_signs_for_another_at_an_event(world: World):
    event = of_ten(makers.three_parties(world), how_many=2)
    theirs = confirmations(world.wen, event)
    with pytest.raises(Denied):
        services.sign_at_event(world.lin.actor, event=event, confirmations=theirs)
    with pytest.raises(Denied):
        services.sign_at_event(world.mei.actor, event=event, confirmations=theirs)


def test_it_refuses_a_text_that_is_not_of_the_event(world: World):
    setting = makers.three_parties(world)
    event = of_ten(setting, how_many=1)
    other = makers.opened(makers.three_parties_again(world))
    party, _member = makers.place_of(world.lin.actor, other)
    with pytest.raises(Overtaken, match="not in this event"):
        services.sign_at_event(
            world.lin.actor,
            event=event,
            confirmations=[Confirmation(party, makers.shown(other))],
        )


def test_signing_at_an_event_asks_once_more_who_it_is(world: World):
    event = of_ten(makers.three_parties(world), how_many=1)
    shown = confirmations(world.lin, event)
    stale = dataclasses.replace(world.lin.actor, confirmed_at=None)
    with pytest.raises(AskAgain):
        services.sign_at_event(stale, event=event, confirmations=shown)


def test_each_differs_in_the_party_that_is_named(world: World):
    setting = makers.three_parties(world)
    others = makers.villages(world, 2)
    event = an_event(setting)
    pattern = makers.a_draft(setting)
    services.draft_each(
        world.mei.actor,
        event=event,
        pattern=pattern,
        variations=[Variation(side=one.branch) for one in others],
        changes=1,
    )
    made = list(events.accords_at(world.mei.scope, event))
    named = [selectors.parties_of(makers.text(one))[0].branch for one in made]
    assert {one.pk for one in named if one} == {one.branch.pk for one in others}
    assert all(
        others_name in made[at].title
        for at, others_name in enumerate(sorted(one.branch.name for one in others))
    )
    assert sorted(one.number for one in made) == ["示联建〔2026〕8号", "示联建〔2026〕9号"]


def test_a_pairing_that_both_sides_agreed_begins_with_its_accord(world: World):
    setting = makers.three_parties(world)
    village = makers.villages(world, 1)[0]
    agreed = makers.a_pairing(village.branch, makers.branch_of(world.university))
    event = an_event(setting)
    services.draft_each(
        world.mei.actor,
        event=event,
        pattern=makers.a_draft(setting),
        variations=[Variation(side=village.branch)],
        changes=1,
    )
    accord = events.accords_at(world.mei.scope, event).get()
    assert [one.pk for one in selectors.pairings_behind(accord)] == [agreed.pk]


@pytest.mark.parametrize(
    ("variations", "changes", "why"),
    [
        ((), 0, "at least one line"),
        ((Variation("甲"), Variation("甲")), 0, "twice"),
        ((Variation("甲"),), 9, "no such party"),
        ((Variation("甲"),), 3, "group stays"),
        ((Variation("甲"),), 1, "Every line names"),
    ],
)
def test_it_says_what_is_wrong_with_the_lines(
    world: World, variations: tuple[Variation, ...], changes: int, why: str
):
    setting = makers.three_parties(world)
    event = an_event(setting)
    with pytest.raises(Invalid, match=why):
        services.draft_each(
            world.mei.actor,
            event=event,
            pattern=makers.a_draft(setting),
            variations=variations,
            changes=changes,
        )
    assert not events.accords_at(makers.ALL, event).exists()


@pytest.mark.parametrize(
    ("number", "then"),
    [("示联建〔2026〕7号", "示联建〔2026〕9号"), ("第99号", "第101号"), ("无号", ""), ("", "")],
)
def test_document_numbers_count_on(number: str, then: str):
    assert following(number, 2) == then


def test_all_texts_are_opened_or_none_and_it_says_which_are_not_ready(world: World):
    setting = makers.three_parties(world)
    event = an_event(setting)
    good = makers.in_consultation(setting)
    body = makers.a_body(world)
    unready = dataclasses.replace(setting.contents, title="缺批复的协议", body=body)
    bad = makers.in_consultation(dataclasses.replace(setting, contents=unready))
    services.gather(world.mei.actor, event=event, accords=[good, bad])
    with pytest.raises(Invalid, match=r"缺批复的协议.*approved first"):
        services.open_event(world.mei.actor, event=event)
    assert states(event) == {"consulting"}
    services.leave_event(world.mei.actor, accord=makers.seen(bad, world.mei.scope))
    services.open_event(world.mei.actor, event=event)
    assert states(event) == {"signing"}
    assert makers.seen(bad).event_id is None


def test_a_step_that_no_accord_waits_for_is_refused(world: World):
    event = an_event(makers.three_parties(world))
    with pytest.raises(Invalid, match="No accord of this event"):
        services.consult_event(world.mei.actor, event=event)


def test_an_event_takes_accords_of_its_own_issuer_only(world: World):
    event = an_event(makers.three_parties(world))
    foreign = makers.a_draft(makers.a_society_accord(world))
    with pytest.raises(Denied):
        services.gather(world.mei.actor, event=event, accords=[foreign])
    with pytest.raises(Denied):
        services.gather(world.bo.actor, event=event, accords=[makers.seen(foreign, world.bo.scope)])


def test_an_accord_is_in_one_event_and_a_signed_one_in_none_it_was_not_signed_at(world: World):
    setting = makers.three_parties(world)
    first, second = an_event(setting), an_event(setting)
    draft = makers.a_draft(setting)
    services.gather(world.mei.actor, event=first, accords=[draft])
    with pytest.raises(Overtaken, match="another event"):
        services.gather(world.mei.actor, event=second, accords=[draft])
    signed = makers.an_accord(makers.three_parties_again(world))
    with pytest.raises(Overtaken, match="signed already"):
        services.gather(world.mei.actor, event=second, accords=[signed])


def test_an_event_gathers_no_more_than_one_request_can_open(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(SigningEvent, "MOST", 1)
    setting = makers.three_parties(world)
    event = an_event(setting)
    services.gather(world.mei.actor, event=event, accords=[makers.a_draft(setting)])
    with pytest.raises(Invalid, match="At most 1"):
        services.gather(world.mei.actor, event=event, accords=[makers.a_draft(setting)])


def test_an_event_is_changed_and_removed_only_when_empty(world: World):
    setting = makers.three_parties(world)
    event = an_event(setting)
    draft = makers.a_draft(setting)
    services.gather(world.mei.actor, event=event, accords=[draft])
    services.change_event(
        world.mei.actor, event=event, name="秋季集体签约", held_on=clock.today(), place=""
    )
    assert events.event(world.mei.scope, event.pk).name == "秋季集体签约"
    with pytest.raises(Invalid, match="Take them out"):
        services.remove_event(world.mei.actor, event=event)
    services.leave_event(world.mei.actor, accord=draft)
    services.remove_event(world.mei.actor, event=event)
    assert not SigningEvent.within(makers.ALL).exists()
    assert Accord.within(makers.ALL).filter(pk=draft.pk).exists()


def test_an_event_needs_a_name(world: World):
    with pytest.raises(Invalid, match="name"):
        services.plan_event(world.mei.actor, issuer=world.county, name="  ", held_on=clock.today())


def test_a_party_sees_the_event_only_once_its_text_was_sent(world: World):
    setting = makers.three_parties(world)
    event = an_event(setting)
    draft = makers.a_draft(setting)
    services.gather(world.mei.actor, event=event, accords=[draft])
    with pytest.raises(OutOfScope):
        events.event(world.lin.scope, event.pk)
    services.consult_event(world.mei.actor, event=event)
    assert events.event(world.lin.scope, event.pk) == event


def test_today_tells_of_the_event_in_one_line(world: World):
    event = of_ten(makers.three_parties(world), how_many=3)
    told = [one for one in waiting.what_waits(world.lin.actor) if "events" in one.url]
    assert len(told) == 1
    assert "3 accords" in str(told[0].text)
    sign_all(world.lin, event)
    assert not [one for one in waiting.what_waits(world.lin.actor) if "sign" in one.url]


def test_the_archive_holds_each_signed_file_byte_for_byte(world: World):
    setting = makers.three_parties(world, members=2, quorum=1)
    event = of_ten(setting, how_many=2)
    for signer in setting.signers[:3]:
        sign_all(signer, event)
    packed = zipfile.ZipFile(io.BytesIO(signed_archive(events.accords_at(makers.ALL, event))))
    digests = {crypto.sm3(packed.read(name)).hex() for name in packed.namelist()}
    stored = {makers.in_force(one).signed for one in events.accords_at(makers.ALL, event)}
    assert digests == {one.digest for one in stored if one}
    assert all(files.read(one) for one in stored if one)
