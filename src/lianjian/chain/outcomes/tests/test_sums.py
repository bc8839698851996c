"""The overview's sums: of counties, of their parts, and of the database beside those by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.outcomes import selectors, services, summing, totals
from lianjian.chain.outcomes.contents import Told
from lianjian.chain.outcomes.extent import Extent
from lianjian.chain.outcomes.models import Observation
from lianjian.chain.outcomes.tests import makers
from lianjian.chain.projects.tests import makers as projects
from lianjian.ground.core import clock

from .test_overview import coordinator, this_year, two_counties


def test_a_city_adds_its_counties_and_the_lines_add_up_to_the_whole(world: World):
    city = two_counties(world)
    hers = coordinator(city)
    extent, visits = Extent.of(city), makers.the("visits")
    whole = totals.one_cell(hers.scope, extent, visits, *this_year())
    lines = totals.by_part(hers.scope, extent, *this_year(), only=visits)
    told = [(line.part.division.name if line.part else "", line.cell.number) for line in lines]
    assert told == [("示例县", 300), ("邻县", 40), ("", 5)]
    assert whole.number == 345


def test_what_counties_state_is_never_added_and_never_counted(world: World):
    city = two_counties(world)
    hers = coordinator(city)
    today = clock.today()
    for place, number in ((world.county, "900人次"), (world.next_county, "90人次")):
        services.state(
            hers.actor,
            whole=place,
            indicator=makers.the("visits"),
            told=Told(number, period_from=dt.date(today.year, 1, 1), period_to=today),
            stated_on=today,
        )
    cells = totals.overview(hers.scope, Extent.of(city), *this_year())
    visits = next(cell for cell in cells if cell.indicator.code == "visits")
    assert visits.stated is None
    assert (visits.number, visits.stated_below) == (345, 2)
    lines = totals.by_part(hers.scope, Extent.of(city), *this_year(), only=visits.indicator)
    assert [line.cell.stated_shown for line in lines] == ["900", "90", ""]
    assert [line.cell.number for line in lines] == [300, 40, 5]


def test_each_number_opens_into_its_parts_and_its_rows(world: World):
    city = two_counties(world)
    client = coordinator(city).client()
    behind = reverse("outcomes:by_place", args=["visits"])
    assert f"{behind}?place={city.pk}" in client.get(reverse("outcomes:overview")).content.decode()
    text = client.get(behind).content.decode()
    assert f"?place={world.county.pk}&amp;first=" in text
    text = client.get(behind, {"place": world.county.pk}).content.decode()
    assert "300" in text
    assert "石桥镇" in text


@pytest.mark.parametrize(
    "code",
    ["joint_bodies", "villages_paired", "accords_in_force", "projects_new", "projects_listed",
     "clusters", "brands", "visits"],
)  # fmt: skip
def test_every_indicator_has_its_page_its_order_and_its_export(world: World, code: str):
    client = world.mei.client()
    projects.under_way(world)
    projects.a_cluster(world)
    accords.a_body(world, approved=True)
    address = reverse("outcomes:by_place", args=[code])
    for query in ({}, {"sort": "date"}, {"q": "石桥"}, {"export": "csv"}):
        assert client.get(address, query).status_code == 200


def test_the_database_leaves_out_what_is_left_out_by_hand(world: World):
    """``summing.why`` and ``why_left_out`` say the same of every figure."""
    code = "collective_income_increase"
    makers.confirmed(world, "50余万元", code=code, document=b"%PDF-1.7")
    makers.confirmed(world, "1万元", code=code, document=b"%PDF-1.7", baseline="去年")
    makers.confirmed(world, "1万元", code=code, baseline="去年")
    makers.confirmed(world, "多个", code="grants_nsfc")
    makers.confirmed(world, modality="planned")
    makers.reported(world)
    old = makers.confirmed(world)
    services.correct(world.mei.actor, observation=old, told=makers.this_year("1人次"), reason="多")
    gone = makers.reported(world)
    services.withdraw(world.lin.actor, observation=gone)
    back = makers.reported(world)
    services.return_it(world.mei.actor, observation=back, reason="人次还是人数")
    rows = list(selectors.observations(makers.ALL).annotate(sql=summing.why()))
    by_hand = [totals.why_left_out(one.definition.indicator, one) for one in rows]
    assert [one.sql for one in rows] == by_hand
    assert set(by_hand) == {"", *totals.LEFT_OUT}


def test_sums_of_the_database_are_those_made_by_hand(world: World):
    for number in ("20万余人次", "300人次", "约40人次"):
        makers.confirmed(world, number)
    makers.reported(world)
    visits = makers.the("visits")
    rows = [row for row in Observation.within(makers.ALL) if row.definition.indicator == visits]
    grouped = summing.groups(makers.ALL, Extent.of(world.county), *this_year())
    assert totals.total(visits, grouped[visits.pk]) == makers.added_by_hand(visits, rows)
