from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests import makers

from lianjian.chain.registry import selectors
from lianjian.chain.registry.models import BusinessEntity
from lianjian.chain.registry.services import (
    change_entity,
    close_entity,
    enter_entity,
    leave_village,
    work_in_village,
)
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from .makers import a_branch, an_entity, an_honour

KIND = BusinessEntity.Kind.COOPERATIVE


@pytest.fixture
def stone(world):
    return a_branch(world.stone)


@pytest.fixture
def tea(world, stone):
    return an_entity(world.town, stone, industry="15")


def test_the_village_enters_who_does_business_there(world, stone):
    made = enter_entity(
        world.lin.actor,
        division=world.stone.affiliation,
        kind=KIND,
        name="石桥 茶叶合作社",
        industry="15",
        capacity_lower=1,
        capacity_upper=3,
        villages=[stone],
    )
    assert (made.name, made.industry, made.state) == ("石桥 茶叶合作社", "15", "working")
    assert selectors.villages_of(world.lin.scope, made) == [stone]


def test_it_is_called_as_its_organisation_when_nobody_says_otherwise(world):
    firm = makers.an_organisation("示例果业公司", affiliation=world.county)
    made = enter_entity(
        world.mei.actor,
        division=world.county,
        kind=BusinessEntity.Kind.LEADING_FIRM,
        organisation=firm,
    )
    assert made.name == firm.name
    with pytest.raises(Invalid):
        enter_entity(world.mei.actor, division=world.town, kind=KIND, organisation=firm)


@pytest.mark.parametrize(
    "wrong",
    [
        {"capacity_lower": 3, "capacity_upper": 2},
        {"capacity_upper": 21},
        {"industry": "98"},
        {"kind": "bank"},
        {"name": "茶"},
    ],
)
def test_it_refuses_what_cannot_be(world, wrong):
    given = {"division": world.town, "kind": KIND, "name": "示例合作社", **wrong}
    with pytest.raises(Invalid):
        enter_entity(world.mei.actor, **given)


def test_a_village_enters_none_elsewhere_and_a_liaison_officer_none(world):
    for who in (world.lin, world.wen, world.hao):
        with pytest.raises(Denied):
            enter_entity(who.actor, division=world.county, kind=KIND, name="示例合作社")


def test_the_village_in_which_it_works_sees_it_and_the_next_county_does_not(world, tea):
    for who in (world.lin, world.xu, world.mei):
        assert selectors.entity(who.scope, tea.pk) == tea
    for who in (world.hao, world.wen):
        with pytest.raises(OutOfScope):
            selectors.entity(who.scope, tea.pk)


def test_a_change_leaves_what_is_not_given(world, tea):
    changed = change_entity(world.mei.actor, entity=tea, capacity_upper=2)
    assert (changed.capacity_upper, changed.industry) == (2, "15")
    with pytest.raises(Invalid):
        change_entity(world.mei.actor, entity=tea, capacity_lower=5)


def test_it_is_found_by_its_new_name(world, tea):
    change_entity(world.mei.actor, entity=tea, name="云雾茶业")
    rows = selectors.entities(world.mei.scope)
    assert list(selectors.named_entities(rows, "云雾")) == [tea]
    assert not selectors.named_entities(rows, "示例茶叶").exists()


def test_it_works_in_more_villages_and_leaves_them(world, tea, stone):
    other = a_branch(world.stone, unit="二组")
    work_in_village(world.mei.actor, entity=tea, village=other)
    work_in_village(world.mei.actor, entity=tea, village=other)
    assert set(selectors.villages_of(world.mei.scope, tea)) == {stone, other}
    leave_village(world.mei.actor, entity=tea, village=stone)
    assert selectors.villages_of(world.mei.scope, tea) == [other]
    with pytest.raises(Invalid):
        work_in_village(world.mei.actor, entity=tea, village=a_branch(world.university))


def test_closing_it_needs_a_reason_and_happens_once(world, tea):
    with pytest.raises(Invalid):
        close_entity(world.mei.actor, entity=tea, on=dt.date(2026, 1, 1), reason=" ")
    closed = close_entity(world.mei.actor, entity=tea, on=dt.date(2026, 1, 1), reason="并入他社")
    assert (closed.state, closed.close_reason) == ("closed", "并入他社")
    with pytest.raises(Invalid):
        close_entity(world.mei.actor, entity=tea, on=dt.date(2026, 1, 2), reason="再来一次")


def test_the_list_narrows_by_kind_section_and_state(world, tea):
    an_entity(world.town, name="示例农场", kind=BusinessEntity.Kind.FAMILY_FARM, industry="A")
    client, there = world.mei.client(), reverse("registry:entities")
    assert "示例农场" not in client.get(there, {"industry": "C"}).text
    assert tea.name in client.get(there, {"industry": "C"}).text
    assert tea.name not in client.get(there, {"kind": "family_farm"}).text
    assert "没有符合条件的经营主体" in client.get(there, {"state": "closed"}).text
    assert "还没有经营主体" in world.hao.client().get(there).text


def test_the_export_says_the_industry_in_words(world, tea):
    answer = world.mei.client().get(reverse("registry:entities"), {"export": "csv"})
    assert "酒、饮料和精制茶制造业" in b"".join(answer.streaming_content).decode()


def test_its_page_and_the_village_s_page_tell_of_it(world, tea, stone):
    an_honour(tea, title="示范合作社")
    page = world.lin.client().get(reverse("registry:entity", args=[tea.pk])).text
    for words in ("示范合作社", stone.name, "酒、饮料和精制茶制造业"):
        assert words in page
    assert tea.name in world.lin.client().get(reverse("registry:branch", args=[stone.pk])).text


def test_it_is_entered_changed_and_closed_in_the_browser(world, stone):
    client = world.lin.client()
    place = world.stone.affiliation
    sent = {
        "name": "石桥农场",
        "kind": "family_farm",
        "division": place.name,
        "division_id": place.pk,
        "division_for": place.name,
        "capacity_lower": 0,
        "capacity_upper": 1,
    }
    made = client.post(reverse("registry:new_entity"), sent)
    assert made.status_code == 302
    entity = selectors.entities(world.lin.scope).get()
    assert selectors.villages_of(world.lin.scope, entity) == [stone]
    there = reverse("registry:change_entity", args=[entity.pk])
    client.post(there, {**sent, "name": "石桥大农场"})
    assert selectors.entities(world.lin.scope).get().name == "石桥大农场"
    wrong = client.post(there, {**sent, "capacity_lower": 2})
    assert wrong.status_code == 422
    gone = reverse("registry:close_entity", args=[entity.pk])
    client.post(gone, {"on": "2026-01-01", "reason": "不再经营"})
    assert selectors.entities(world.lin.scope).get().state == "closed"
