"""Who is without a partner, and who would be alone if a partner left (M32, M33)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing import contacts, selectors, waiting
from lianjian.chain.pairing.network import network_of
from lianjian.chain.registry.tests.makers import a_branch, a_tie
from lianjian.ground.core import clock

from .makers import a_pairing, a_round, some_partners, some_villages


def names(branches) -> set[str]:
    return {branch.name for branch in branches}


def test_a_village_is_with_or_without_a_partner(world: World):
    lone, agreed, live, ended = some_villages(world, 4)
    partners = some_partners(world, 3)
    a_pairing(agreed, partners[0])
    a_pairing(live, partners[1], state="live")
    a_pairing(ended, partners[2], state="ended", ended_on=clock.today())
    rows = selectors.villages_in_care(world.mei.scope)
    assert names(selectors.with_turn(rows, "none")) == names([lone, ended])
    assert names(selectors.with_turn(rows, "agreed")) == names([agreed])
    assert names(selectors.with_turn(rows, "live")) == names([live])


@pytest.mark.parametrize("who", ["wen", "bo", "hao"])
def test_whoever_knows_a_villages_name_alone_does_not_hear_whether_it_has_partners(
    world: World, who: str
):
    a_branch(world.stone)
    reader = getattr(world, who)
    assert not selectors.villages_in_care(reader.scope).exists()
    assert world.stone.name not in reader.client().get(reverse("pairing:coverage")).content.decode()


def test_coverage_filters_searches_and_exports(world: World):
    one, other = some_villages(world, 2)
    a_pairing(one, some_partners(world, 1)[0], state="live")
    mei = world.mei.client()
    page = mei.get(reverse("pairing:coverage"), {"turn": "none"})
    assert [line["village"].pk for line in page.context["lines"]] == [other.pk]
    assert page.context["without"] == 1
    assert mei.get(reverse("pairing:coverage"), {"export": "csv"}).status_code == 200


def test_the_last_contact_is_read_from_records(world: World):
    stone, university = a_branch(world.stone), a_branch(world.university)
    long_ago = clock.today() - dt.timedelta(days=400)
    row = a_pairing(stone, university, agreed_on=long_ago)
    assert contacts.last_contacts([row]) == {row.pk: long_ago}
    page = world.mei.client().get(reverse("pairing:coverage"))
    assert page.context["lines"][0]["months"] == 13


@pytest.mark.parametrize(
    ("day", "today", "months"),
    [
        (dt.date(2026, 1, 31), dt.date(2026, 2, 28), 0),
        (dt.date(2026, 1, 15), dt.date(2026, 3, 15), 2),
        (dt.date(2025, 12, 1), dt.date(2026, 1, 1), 1),
        (dt.date(2026, 5, 1), dt.date(2026, 4, 1), 0),
    ],
)
def test_months_are_whole(day: dt.date, today: dt.date, months: int):
    assert contacts.months_between(day, today) == months


def test_a_bridge_is_a_partner_without_whom_a_village_is_alone(world: World):
    one, other, lone = some_villages(world, 3, span=2)
    only, second = some_partners(world, 2, span=2)
    a_pairing(one, only)
    a_pairing(other, only)
    a_pairing(other, second, state="live")
    a_tie(lone, second)
    network = network_of(world.mei.scope, [one, other, lone])
    assert [(b.partner.pk, names(b.villages)) for b in network.bridges] == [(only.pk, names([one]))]
    assert names(network.alone) == names([lone])
    assert network.tied == {(lone.pk, second.pk)}
    drawn = str(network.drawing())
    assert drawn.count("<path") == 4
    assert 'class="bridge"' in drawn


def test_the_network_shows_one_township_and_the_bridges_of_all(world: World):
    one = some_villages(world, 1)[0]
    a_pairing(one, some_partners(world, 1)[0])
    page = world.mei.client().get(reverse("pairing:network"))
    assert page.status_code == 200
    assert len(page.context["everywhere"]) == 1
    assert world.hao.client().get(reverse("pairing:network")).status_code == 200


def test_whoever_holds_a_village_alone_is_told_everywhere(world: World):
    one, other, third, lone = some_villages(world, 4, span=2)
    only, second, former = some_partners(world, 3, span=3)
    held = {a_pairing(one, only).pk, a_pairing(third, second).pk}
    a_pairing(other, only)
    a_pairing(other, second, state="live")
    a_pairing(third, former, state="ended", ended_on=clock.today())
    a_pairing(lone, former, state="ended", ended_on=clock.today())
    assert {row.pk for row in selectors.holding_alone(world.mei.scope)} == held
    assert not selectors.holding_alone(world.hao.scope).exists()


def test_more_bridges_than_a_page_holds_send_the_reader_to_the_townships(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lianjian.chain.pairing.network.MOST", 1)
    for village, partner in zip(some_villages(world, 2), some_partners(world, 2), strict=True):
        a_pairing(village, partner)
    page = world.mei.client().get(reverse("pairing:network"))
    assert len(page.context["everywhere"]) == 1
    assert page.context["are_more"]


def test_many_rounds_become_one_line_to_their_list(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "MOST", 1)
    a_round(world.county)
    rounds = reverse("pairing:rounds")
    assert rounds not in [matter.url for matter in waiting.what_waits(world.mei.actor)]
    a_round(world.county, name="又一轮")
    assert [matter.url for matter in waiting.what_waits(world.mei.actor)] == [rounds]
