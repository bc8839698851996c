from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lianjian.chain.registry import selectors
from lianjian.chain.registry.services import end_office, enter_office, hand_over_office
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken

from .makers import a_branch, an_office

FIRST = dt.date(2024, 1, 1)
NEXT = dt.date(2026, 3, 1)


def test_who_holds_an_office_is_told_on_the_page_of_the_branch(world):
    branch = a_branch(world.stone)
    enter_office(
        world.lin.actor,
        place=branch,
        title="党支部书记",
        starts=FIRST,
        person=world.lin.post.person,
    )
    page = world.lin.client().get(reverse("registry:branch", args=[branch.pk])).text
    assert "党支部书记" in page
    assert world.lin.post.person.name in page


def test_of_a_person_without_an_account_only_office_and_days_are_kept(world):
    office = enter_office(world.lin.actor, place=world.stone, title="会计", starts=FIRST)
    kept = {field.name for field in office._meta.concrete_fields}
    assert office.person is None
    assert not kept & {"name", "holder", "phone"}
    there = reverse("organisations:organisation", args=[world.stone.pk])
    assert "不记名" in world.lin.client().get(there).text


def test_an_office_gives_no_rights(world):
    before = world.tao.actor
    enter_office(
        world.mei.actor, place=world.stone, title="书记", starts=FIRST, person=world.tao.post.person
    )
    assert world.tao.actor.scope == before.scope


def test_handing_over_ends_the_one_and_begins_the_next(world):
    office = an_office(world.stone, starts=FIRST)
    following = hand_over_office(world.lin.actor, office=office, starts=NEXT)
    before = selectors.office(world.lin.scope, office.pk)
    assert before.ends == NEXT - dt.timedelta(days=1)
    assert (following.follows, following.title, following.starts) == (office, office.title, NEXT)
    assert selectors.offices_of(world.lin.scope, world.stone).count() == 2


def test_an_end_that_came_earlier_stays(world):
    office = an_office(world.stone, starts=FIRST, ends=dt.date(2025, 6, 30))
    hand_over_office(world.lin.actor, office=office, starts=NEXT)
    assert selectors.office(world.lin.scope, office.pk).ends == dt.date(2025, 6, 30)


def test_it_is_handed_over_once_and_never_backwards(world):
    office = an_office(world.stone, starts=FIRST)
    with pytest.raises(Invalid):
        hand_over_office(world.lin.actor, office=office, starts=FIRST)
    hand_over_office(world.lin.actor, office=office, starts=NEXT)
    with pytest.raises(Overtaken):
        hand_over_office(world.lin.actor, office=office, starts=NEXT)


def test_it_ends_on_a_day_and_not_before_it_began(world):
    office = an_office(world.stone, starts=FIRST)
    with pytest.raises(Invalid):
        end_office(world.lin.actor, office=office, on=dt.date(2023, 1, 1))
    assert end_office(world.lin.actor, office=office, on=NEXT).ends == NEXT


def test_own_people_and_their_coordinator_enter_it_and_nobody_else(world):
    for who in (world.lin, world.mei):
        enter_office(who.actor, place=world.stone, title="委员", starts=FIRST)
    for who in (world.wen, world.hao, world.xu, world.bo):
        with pytest.raises(Denied):
            enter_office(who.actor, place=world.stone, title="委员", starts=FIRST)


def test_whoever_only_knows_the_body_s_name_does_not_read_its_offices(world):
    office = an_office(world.university)
    assert selectors.office(world.wen.scope, office.pk) == office
    with pytest.raises(OutOfScope):  # Sample County only keeps the university in its directory.
        selectors.office(world.mei.scope, office.pk)


def test_it_is_entered_and_handed_over_in_the_browser(world):
    client = world.lin.client()
    there = f"{reverse('registry:new_office')}?organisation={world.stone.pk}"
    person = world.tao.post.person
    assert person.name in client.get(there).text
    sent = {"title": "党支部副书记", "starts": "2024-01-01", "person": person.pk}
    assert client.post(there, sent).status_code == 302
    office = selectors.offices(world.lin.scope).get()
    over = reverse("registry:hand_over_office", args=[office.pk])
    assert client.post(over, {"starts": "2026-03-01"}).status_code == 302
    page = client.get(reverse("organisations:organisation", args=[world.stone.pk])).text
    assert page.count("党支部副书记") >= 2


def test_a_person_of_another_body_cannot_be_named(world):
    there = f"{reverse('registry:new_office')}?organisation={world.stone.pk}"
    sent = {"title": "书记", "starts": "2024-01-01", "person": world.wen.post.person.pk}
    assert world.lin.client().post(there, sent).status_code == 422
