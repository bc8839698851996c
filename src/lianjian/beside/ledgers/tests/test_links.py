"""The lists of what can be taken in lead to the imports: for whoever may, and at no cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Character, World

from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import receives

pytestmark = pytest.mark.django_db

LISTS = {
    "organisations": "organisations:list",
    "branches": "registry:branches",
    "postings": "registry:postings",
    "ties": "registry:ties",
    "needs": "exchange:needs",
    "offers": "exchange:offers",
    "pairings": "pairing:pairings",
    "bodies": "accords:bodies",
    "accords": "accords:accords",
}
LINK = 'class="btn btn-quiet" href="/imports/"'


def _links(by: Character, url_name: str) -> int:
    answer = by.client().get(reverse(url_name))
    assert answer.status_code == 200
    return answer.content.decode().count(LINK)


def test_there_is_a_list_for_each_kind():
    assert {one.key for one in receives.receivers()} == set(LISTS)


@pytest.mark.parametrize("kind", LISTS)
def test_a_coordinator_sees_the_link_and_a_village_secretary_does_not(world: World, kind: str):
    assert _links(world.mei, LISTS[kind]) >= 1
    assert _links(world.lin, LISTS[kind]) == 0


@pytest.mark.parametrize("kind", sorted(set(LISTS) - {"organisations"}))
def test_on_a_first_day_the_empty_list_has_it_too(world: World, kind: str):
    assert _links(world.mei, LISTS[kind]) == 2
    assert _links(world.wen, LISTS[kind]) == 0


def test_a_list_with_something_in_it_has_it_once(world: World):
    a_branch(world.stone)
    assert _links(world.mei, LISTS["branches"]) == 1


def test_a_society_is_not_led_to_what_it_may_not_take_in(world: World):
    assert _links(world.bo, LISTS["bodies"]) == 0
    assert _links(world.bo, LISTS["offers"]) == 2


@pytest.mark.parametrize("kind", LISTS)
def test_the_link_costs_no_query(world: World, kind: str, monkeypatch: pytest.MonkeyPatch):
    browser, address = world.mei.client(), reverse(LISTS[kind])
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as with_it:
        assert LINK in browser.get(address).content.decode()
    monkeypatch.setattr(receives, "_PAGES", [])
    with CaptureQueriesContext(connection) as without:
        assert LINK not in browser.get(address).content.decode()
    assert len(with_it) == len(without)
