"""Today asks the party for what it planned, the issuer once the day has passed, and no one else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.cast import Character, World

from lianjian.chain.accords import services, waiting_sides
from lianjian.chain.accords.models import Accord, LeadingGroup
from lianjian.chain.accords.waiting_sides import what_parties_owe
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted

from . import makers
from .side_makers import GROUP, a_group, a_liaison, a_working_body, an_office, set_up

DAY = dt.timedelta(days=1)


@pytest.fixture
def setting(world: World) -> makers.Setting:
    return makers.three_parties(world)


@pytest.fixture
def accord(setting: makers.Setting) -> Accord:
    return makers.an_accord(setting)


def marks(who: Character) -> list[tuple[str, str]]:
    return [(one.url, one.mark) for one in what_parties_owe(who.actor)]


def page_of(group: LeadingGroup) -> str:
    return reverse("accords:leading_group", args=[group.pk])


def test_a_planned_group_waits_for_its_party_and_for_the_issuer_when_late(
    world: World, accord: Accord
):
    group = a_group(world.mei, accord, due=clock.today() + 30 * DAY)
    assert marks(world.lin) == [(page_of(group), "plan")]
    assert marks(world.mei) == []
    services.revise_group(world.mei.actor, group=group, due=clock.today() - DAY)
    assert marks(world.lin) == [(page_of(group), "late")]
    assert marks(world.mei) == [(page_of(group), "late")]
    assert marks(world.wen) == marks(world.hao) == []
    set_up(world.lin, group)
    assert marks(world.lin) == marks(world.mei) == []


def test_one_without_a_day_is_asked_about_after_a_quarter(world: World, accord: Accord):
    group = a_group(world.mei, accord)
    assert marks(world.mei) == []
    with scope_lifted("time passes"):
        LeadingGroup.objects.filter(pk=group.pk).update(made_at=clock.now() - 100 * DAY)
    assert marks(world.mei) == [(page_of(group), "late")]


def test_each_member_of_a_group_is_asked_and_nobody_of_another(
    world: World, setting: makers.Setting, accord: Accord
):
    group = a_group(world.mei, accord, GROUP, name="各村小组")
    for signer in setting.signers[2:]:
        assert marks(signer) == [(page_of(group), "plan")]
    assert marks(world.lin) == []


def test_nobody_is_asked_once_the_accord_is_over(world: World, accord: Accord):
    a_group(world.lin, accord, due=clock.today() - DAY)
    assert marks(world.lin)
    services.end(world.mei.actor, accord=makers.seen(accord, world.mei.scope), reason="期满")
    assert marks(world.lin) == marks(world.mei) == []


def test_many_become_one_line(world: World, accord: Accord, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting_sides, "MOST", 0)
    a_group(world.lin, accord, due=clock.today() - DAY)
    listed = f"{reverse('accords:leading_groups')}?state=planned"
    assert marks(world.lin) == [(listed, "plan")]
    assert marks(world.mei) == [(listed, "late")]


def test_a_contact_that_is_gone_is_asked_for_and_a_meeting_told(world: World, accord: Accord):
    said = a_liaison(
        world.lin, accord, post=world.lin.post, contact="", next_on=clock.today() + 5 * DAY
    )
    page = reverse("accords:liaison", args=[said.pk])
    assert marks(world.lin) == [(page, "going")]
    other = Character(_another_secretary(world))
    with scope_lifted("it ends"):
        Post.objects.filter(pk=world.lin.post.pk).update(ended_at=clock.now())
    assert marks(other) == [(page, "late"), (page, "going")]
    assert marks(world.wen) == []


def test_a_meeting_that_is_over_asks_for_the_next_day(world: World, accord: Accord):
    said = a_liaison(world.lin, accord, next_on=clock.today())
    with scope_lifted("a day passes"):
        type(said).objects.filter(pk=said.pk).update(next_on=clock.today() - DAY)
    assert marks(world.lin) == [(reverse("accords:liaison", args=[said.pk]), "plan")]


def test_a_term_that_ends_is_told_to_the_coordinator(world: World):
    body = a_working_body(world)
    office = an_office(world, body, starts=clock.today() - 9 * DAY, ends=clock.today() + 9 * DAY)
    page = reverse("accords:body", args=[body.pk])
    assert marks(world.mei) == [(page, "plan")]
    assert marks(world.lin) == []
    with scope_lifted("time passes"):
        type(office).objects.filter(pk=office.pk).update(ends=clock.today() - DAY)
    assert marks(world.mei) == [(page, "late")]
    services.vacate_office(world.mei.actor, office=office, on=clock.today(), reason="换届")
    assert marks(world.mei) == []
    services.set_term(
        world.mei.actor,
        body=body,
        term_from=clock.today() - 9 * DAY,
        term_to=clock.today() + 9 * DAY,
    )
    assert marks(world.mei) == [(page, "plan")]


def _another_secretary(world: World) -> Post:
    from tests.makers import a_post

    from lianjian.ground.accounts.roles import Role

    return a_post(
        Role.VILLAGE_SECRETARY, division=world.stone.affiliation, organisation=world.stone
    )
