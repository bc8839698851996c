"""Proposed, answered, jointly reviewed (M36): every party agrees to exactly the same words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.projects import selectors, services
from lianjian.chain.projects.contents import MilestoneDraft
from lianjian.chain.projects.waiting import what_waits
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken

from . import makers


def test_it_is_jointly_reviewed_when_the_last_party_has_agreed(world: World):
    project = makers.proposed(world)
    makers.say(world.lin, project)
    assert makers.seen(project).state == "proposed"
    makers.say(world.wen, project)
    assert makers.seen(project).state == "reviewed"


def test_whoever_proposes_has_agreed_to_their_own_words(world: World):
    project = services.propose(
        world.lin.actor, issuer=world.county, contents=makers.contents(world)
    )
    assert [one.answer for one in selectors.parties_of(makers.seen(project))] == ["agreed", ""]


def test_silence_agrees_to_nothing(world: World):
    project = makers.proposed(world)
    makers.say(world.lin, project)
    with pytest.raises(Invalid):
        services.list_for_year(world.mei.actor, project=makers.seen(project), year=2026)


def test_a_party_asks_for_a_change_and_says_which(world: World):
    project = makers.proposed(world)
    with pytest.raises(Invalid, match="few words"):
        makers.say(world.wen, project, agreed=False)
    makers.say(world.wen, project, agreed=False, reason="预算请写明")
    makers.say(world.lin, project)
    assert makers.seen(project).state == "proposed"
    assert makers.party_of(world.wen, project).reason == "预算请写明"


def test_what_is_revised_is_answered_anew(world: World):
    project = makers.proposed(world)
    makers.say(world.lin, project)
    again = makers.contents(world, name="脱毒苗示范园（二期）")
    services.revise(world.mei.actor, project=makers.seen(project), contents=again, edition=1)
    assert makers.seen(project).edition == 2
    assert {one.answer for one in selectors.parties_of(makers.seen(project))} == {""}
    with pytest.raises(Overtaken, match="new words"):
        services.answer(
            world.lin.actor, party=makers.party_of(world.lin, project), edition=1, agreed=True
        )


def test_two_who_revise_at_once_do_not_undo_each_other(world: World):
    project = makers.proposed(world)
    read = makers.seen(project)
    words = makers.contents(world)
    services.revise(world.lin.actor, project=makers.seen(project), contents=words, edition=1)
    with pytest.raises(Overtaken, match="meanwhile"):
        services.revise(world.mei.actor, project=read, contents=words, edition=1)


def test_a_reviewed_project_that_is_revised_has_to_be_reviewed_again(world: World):
    project = makers.reviewed(world)
    words = makers.contents(world, tier="premium")
    services.revise(world.wen.actor, project=project, contents=words, edition=1)
    assert makers.seen(project).state == "proposed"
    assert makers.party_of(world.wen, project).answer == "agreed"


def test_nobody_answers_for_another(world: World):
    project = makers.proposed(world)
    with pytest.raises(Denied):
        services.answer(
            world.lin.actor, party=makers.party_of(world.wen, project), edition=1, agreed=True
        )
    with pytest.raises(Denied):
        services.answer(
            world.mei.actor, party=makers.party_of(world.wen, project), edition=1, agreed=True
        )
    with pytest.raises(Denied):
        services.agree(world.mei.actor, project=project)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"area": "?"}, "area"),
        ({"kind": "?"}, "kind"),
        ({"tier": "?"}, "tier"),
        ({"pairings": ()}, "accord"),
        ({"starts": dt.date(2026, 5, 1), "ends": dt.date(2026, 4, 1)}, "ends"),
        ({"budget": -1}, "budget"),
        ({"milestones": (MilestoneDraft(" "),)}, "milestones"),
    ],
)
def test_it_says_which_field_is_wrong(world: World, more: dict[str, object], field: str):
    with pytest.raises(Invalid) as refusal:
        makers.proposed(world, **more)
    assert field in refusal.value.fields


def test_a_project_has_at_least_two_parties_each_once(world: World):
    stone = accords.branch_of(world.stone)
    for parties in ((stone,), (stone, stone)):
        with pytest.raises(Invalid) as refusal:
            makers.proposed(world, parties=parties)
        assert "parties" in refusal.value.fields


def test_a_stranger_neither_proposes_nor_sees_it(world: World):
    with pytest.raises(Denied):
        services.propose(world.hao.actor, issuer=world.county, contents=makers.contents(world))
    project = makers.proposed(world)
    with pytest.raises(OutOfScope):
        makers.seen(project, world.hao.scope)
    assert makers.seen(project, world.wen.scope) == project


def test_what_a_party_asked_for_stays_in_the_history_of_the_words_that_came_after(world: World):
    project = makers.proposed(world)
    makers.say(world.wen, project, agreed=False, reason="步道请避开水源地")
    (matter,) = [one for one in what_waits(world.mei.actor) if "步道" in str(one.text)]
    assert matter.url == reverse("projects:revise", args=[project.pk])
    stone, university = makers.contents(world).parties
    turned = makers.contents(world, parties=(university, stone), words="绕开水源地")
    services.revise(world.mei.actor, project=makers.seen(project), contents=turned, edition=1)
    parties = selectors.parties_of(makers.seen(project))
    assert [str(one) for one in parties] == [str(university), str(stone)]
    assert [one.answer for one in parties] == ["", ""]
    page = world.mei.client().get(reverse("projects:project", args=[project.pk]))
    assert "步道请避开水源地" in page.content.decode()
    assert not [one for one in what_waits(world.mei.actor) if "步道" in str(one.text)]


def test_a_form_begins_with_what_the_reader_came_from(world: World):
    accord = accords.an_accord(accords.three_parties(world))
    address = reverse("projects:new")
    own = world.lin.client().get(address).content.decode()
    assert ">\n石桥村党支部</textarea>" in own
    assert 'value="石桥村"' in own
    asked = world.mei.client().get(address, {"accord": accord.pk}).content.decode()
    assert "石桥村党支部\n省农业大学党支部\n" in asked
