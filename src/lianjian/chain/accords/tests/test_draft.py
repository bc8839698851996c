"""A draft is its issuer's alone, and cannot contradict itself."""

from __future__ import annotations

import dataclasses

import pytest
from tests.cast import World
from tests.makers import an_organisation

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import ClauseDraft, Contents, PartyDraft
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from . import makers


def test_the_coordinator_drafts_for_the_county(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    assert accord.division == world.county
    assert accord.state == "draft"
    parties = list(selectors.parties_of(makers.text(accord)))
    assert [party.label for party in parties] == ["甲方", "乙方", "丙方"]
    assert parties[2].quorum == 2


def test_the_society_drafts_for_itself(world: World):
    accord = makers.a_draft(makers.a_society_accord(world))
    assert accord.organisation == world.society
    members = selectors.parties_of(makers.text(accord))[2].members.all()
    assert all(member.posting_id for member in members)


def test_a_clause_knows_who_promised_it(world: World):
    version = makers.text(makers.a_draft(makers.three_parties(world)))
    first, second = selectors.clauses_of(version)
    assert [owner.label for owner in first.owners.all()] == ["甲方", "乙方", "丙方"]
    assert [owner.label for owner in second.owners.all()] == ["乙方"]


def test_the_parties_do_not_see_a_draft(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    for character in (world.lin, world.wen, world.hao):
        with pytest.raises(OutOfScope):
            selectors.accord(character.scope, accord.pk)
    assert selectors.accord(world.mei.scope, accord.pk) == accord


@pytest.mark.parametrize("who", ["lin", "tao", "wen", "xu", "hao", "bo"])
def test_nobody_else_drafts_for_the_county(world: World, who: str):
    setting = makers.three_parties(world)
    with pytest.raises(Denied, match="coordinator"):
        services.draft(getattr(world, who).actor, issuer=world.county, contents=setting.contents)


def test_the_county_does_not_draft_for_the_society(world: World):
    setting = makers.three_parties(world)
    with pytest.raises(Denied):
        services.draft(world.mei.actor, issuer=world.society, contents=setting.contents)


def test_a_party_out_of_sight_cannot_be_named(world: World):
    setting = makers.three_parties(world)
    with pytest.raises(OutOfScope):
        services.draft(world.hao.actor, issuer=world.next_county, contents=setting.contents)


def test_a_partner_known_only_by_a_pairing_can_be_named(world: World):
    stranger = makers.branch_of(an_organisation("外省企业"))
    stone = makers.branch_of(world.stone)
    contents = makers.contents_between(PartyDraft(branch=stone), PartyDraft(branch=stranger))
    with pytest.raises(OutOfScope):
        services.draft(world.mei.actor, issuer=world.county, contents=contents)
    pairing = makers.a_pairing(stone, stranger)
    contents = dataclasses.replace(contents, pairings=(pairing,))
    assert services.draft(world.mei.actor, issuer=world.county, contents=contents).pk


def _bad_contents(world: World) -> dict[str, Contents]:
    good = makers.three_parties(world).contents
    stone = PartyDraft(branch=makers.branch_of(world.stone))
    group = good.parties[2]
    return {
        "no title": dataclasses.replace(good, title="  "),
        "a branch twice": dataclasses.replace(good, parties=(*good.parties, stone)),
        "a group without members": dataclasses.replace(good, parties=(PartyDraft(name="各村"),)),
        "a group without a name": dataclasses.replace(
            good, parties=(PartyDraft(members=group.members),)
        ),
        "too many needed": dataclasses.replace(
            good, parties=(dataclasses.replace(group, quorum=4),)
        ),
        "both a branch and a group": dataclasses.replace(
            good, parties=(dataclasses.replace(group, branch=makers.branch_of(world.stone)),)
        ),
        "an empty clause": dataclasses.replace(good, clauses=(ClauseDraft("会商", " "),)),
        "an owner who is not there": dataclasses.replace(
            good, clauses=(ClauseDraft("会商", "每季度一次", owners=(4,)),)
        ),
        "too many parties": dataclasses.replace(
            good, parties=tuple(PartyDraft(name=str(n), members=group.members) for n in range(30))
        ),
    }


@pytest.mark.parametrize(
    "what",
    [
        "no title",
        "a branch twice",
        "a group without members",
        "a group without a name",
        "too many needed",
        "both a branch and a group",
        "an empty clause",
        "an owner who is not there",
        "too many parties",
    ],
)
def test_it_refuses_contents_that_contradict_themselves(world: World, what: str):
    with pytest.raises(Invalid):
        services.draft(world.mei.actor, issuer=world.county, contents=_bad_contents(world)[what])


def test_a_pairing_of_strangers_does_not_belong(world: World):
    setting = makers.three_parties(world)
    outsider = makers.branch_of(an_organisation("外省企业"))
    pairing = makers.a_pairing(makers.branch_of(world.stone), outsider)
    contents = dataclasses.replace(setting.contents, pairings=(pairing,))
    with pytest.raises(Invalid, match="both of its sides"):
        services.draft(world.mei.actor, issuer=world.county, contents=contents)


def test_an_ended_pairing_does_not_belong(world: World):
    setting = makers.three_parties(world)
    pairing = makers.a_pairing(
        makers.branch_of(world.stone), makers.branch_of(world.university), state="ended"
    )
    contents = dataclasses.replace(setting.contents, pairings=(pairing,))
    with pytest.raises(Invalid, match="ended"):
        services.draft(world.mei.actor, issuer=world.county, contents=contents)


def test_a_draft_may_lack_parties_and_clauses(world: World):
    accord = services.draft(world.mei.actor, issuer=world.county, contents=Contents("以后再写"))
    assert not selectors.parties_of(makers.text(accord)).exists()
