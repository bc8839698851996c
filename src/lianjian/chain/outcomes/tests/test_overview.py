"""A place at a glance: one state a village, sums that add up, and nothing of the neighbours."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import makers as ground
from tests.cast import Character, World

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.outcomes import overview_panels, services, villages
from lianjian.chain.outcomes.contents import About
from lianjian.chain.outcomes.counting import COUNTERS, count
from lianjian.chain.outcomes.extent import Extent
from lianjian.chain.outcomes.tests import makers
from lianjian.chain.outcomes.villages import Stage
from lianjian.chain.pairing.tests.makers import a_pairing
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places.models import Division, Outline, Succession
from lianjian.ground.places.services import add_hamlet
from lianjian.ground.sheets import reading as sheets


def this_year() -> tuple[dt.date, dt.date]:
    today = clock.today()
    return dt.date(today.year, 1, 1), today


def a_village(digits: str, name: str) -> Branch:
    division = ground.a_division(digits, name)
    return a_branch(ground.an_organisation(name, kind=Kind.VILLAGE, affiliation=division))


def states(place: Division) -> dict[str, Stage]:
    chart = villages.chart(Extent.of(place))
    return {one.division.name: one.stage for tract in chart.tracts for one in tract.villages}


def coordinator(place: Division) -> Character:
    return Character(ground.a_post(Role.PROVINCE_COORDINATOR, division=place))


def page_of(who: Character, **query: Any) -> str:
    answer = who.client().get(reverse("outcomes:overview"), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def two_counties(world: World) -> Division:
    """Figures in both counties and of the city itself; the city."""
    city = world.county.parent
    assert city is not None
    hers = coordinator(city)
    for about, number in (
        (makers.stone(world), "300人次"),
        (About(division=world.next_county), "40人次"),
        (About(division=city), "5人次"),
    ):
        one = makers.reported(world, number, by=hers, about=about)
        services.confirm(hers.actor, observation=one)
    return city


# -- one state a village --


def test_a_village_without_a_branch_is_there_and_has_posted_no_need(world: World):
    ground.a_division("990101001202", "无支部村")
    assert states(world.county)["无支部村"] is Stage.NOTHING


def test_a_need_that_is_posted_shows_and_a_draft_does_not(world: World):
    a_need(a_village("990101001202", "有求村"))
    a_need(a_village("990101001203", "起草村"), state="draft")
    found = states(world.county)
    assert found["有求村"] is Stage.NEED
    assert found["起草村"] is Stage.NOTHING


def test_a_pairing_is_farther_than_a_need_and_one_that_ended_is_none(world: World):
    partner = a_branch(world.university)
    paired, parted = a_village("990101001202", "结对村"), a_village("990101001203", "散了村")
    a_need(paired)
    a_pairing(paired, partner)
    a_pairing(parted, partner, state="ended", ended_on=clock.today())
    found = states(world.county)
    assert found["结对村"] is Stage.PAIRED
    assert found["散了村"] is Stage.NOTHING


def test_beside_each_name_stands_what_the_indicator_counts(world: World):
    partner = a_branch(world.university)
    agreed, live = a_village("990101001202", "说定村"), a_village("990101001203", "生效村")
    a_pairing(agreed, partner)
    a_pairing(live, partner, state="live", live_since=clock.today())
    extent, today = Extent.of(world.county), clock.today()
    counted = count(COUNTERS["villages"], extent.scope, extent, today, today)
    assert counted is not None
    assert villages.chart(extent).whole.paired == counted.number == 1
    assert states(world.county)["说定村"] is Stage.PAIRED


def test_an_accord_counts_from_the_day_on_which_it_is_in_force(world: World):
    setting = accords.three_parties(world)
    accords.in_consultation(setting)
    assert states(world.county)["石桥村"] < Stage.ACCORD
    accords.an_accord(accords.three_parties_again(world))
    assert states(world.county)["石桥村"] is Stage.ACCORD


def test_a_project_under_way_and_a_confirmed_figure_are_farther_still(world: World):
    figure = makers.of_a_project(world)
    assert states(world.county)["石桥村"] is Stage.PROJECT
    services.confirm(world.mei.actor, observation=figure)
    assert states(world.county)["石桥村"] is Stage.FIGURE


def test_a_figure_alone_makes_no_partner(world: World):
    makers.confirmed(world)
    chart = villages.chart(Extent.of(world.county))
    assert chart.whole.stages == {Stage.FIGURE: 1}
    assert chart.whole.paired == 0


def test_a_village_that_was_renumbered_keeps_its_state(world: World):
    branch = a_village("990101001202", "改号村")
    a_need(branch)
    old = branch.host.affiliation
    assert old is not None
    Division.objects.filter(pk=old.pk).update(valid_to=clock.today())
    new = ground.a_division("990101001302", "改号村")
    Succession.objects.create(
        new=new,
        old=old,
        new_code=new.code,
        old_code=old.code,
        old_level="village",
        day=clock.today(),
    )
    assert states(world.county)["改号村"] is Stage.NEED


def test_a_natural_village_that_lies_in_none_stands_for_itself(world: World):
    alone = add_hamlet(world.mei.actor, parent=world.county, name="独山沟")
    inside = add_hamlet(world.mei.actor, parent=_stone(world), name="石桥后沟")
    university = a_branch(world.university)
    for place in (alone, inside):
        host = ground.an_organisation(place.name, kind=Kind.VILLAGE, affiliation=place)
        a_pairing(a_branch(host), university, state="live", live_since=clock.today())
    assert states(world.county) == {"独山沟": Stage.PAIRED, "石桥村": Stage.PAIRED}
    chart = villages.chart(Extent.of(world.county))
    assert [(one.division, one.paired, one.total) for one in chart.tracts] == [
        (alone, 1, 1),
        (world.town, 1, 1),
    ]
    year = overview_panels.over_a_year(Extent.of(world.county), chart, clock.today())
    assert [panel.title for panel in year.panels] == ["独山沟 1／1", "石桥镇 1／1"]
    assert states(alone) == {"独山沟": Stage.PAIRED}


def _stone(world: World) -> Division:
    place = world.stone.affiliation
    assert place is not None
    return place


def test_villages_stand_by_code_and_by_town(world: World):
    for number in (209, 203, 207):
        a_village(f"990101002{number}", f"二镇{number}")
    chart = villages.chart(Extent.of(world.county))
    towns = [[one.division.code for one in tract.villages] for tract in chart.tracts]
    assert [len(codes) for codes in towns] == [1, 3]
    assert all(codes == sorted(codes) for codes in towns)


def test_above_the_counties_a_cell_has_numbers_and_every_village_one_state(world: World):
    for number in range(202, 206):
        a_need(a_village(f"990102001{number}", f"邻村{number}"))
    makers.of_a_project(world)
    city = world.county.parent
    assert city is not None
    chart = villages.chart(Extent.of(city))
    assert not chart.by_village
    here, there = chart.tracts
    assert here.division == world.county
    assert here.stages[Stage.PROJECT] == 1
    assert there.stages == {Stage.NEED: 4, Stage.NOTHING: 0}
    assert chart.whole.total == 5


def test_a_city_shows_a_cell_a_county_that_leads_down_and_a_county_its_villages(world: World):
    city = world.county.parent
    assert city is not None
    hers = coordinator(city)
    down = f"?place={world.county.pk}&amp;first="
    text = page_of(hers)
    assert down in text
    assert "石桥村：" not in text
    assert "石桥村：" in page_of(hers, place=world.county.pk)


def outlined(division: Division, west: int) -> None:
    ring = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
    Outline.objects.create(
        division=division,
        geometry={"type": "Polygon", "coordinates": [ring]},
        path="M0 0L9 0L9 9Z",
        box="0 0 9 9",
        source="例图",
    )


def test_a_map_is_drawn_once_every_county_has_its_outline(world: World):
    city = world.county.parent
    assert city is not None
    hers = coordinator(city)
    outlined(world.county, 0)
    assert 'class="oc-map"' not in page_of(hers)
    assert 'class="oc-outline"' in page_of(world.mei)
    outlined(world.next_county, 1)
    text = page_of(hers)
    assert 'class="oc-map"' in text
    assert f'aria-label="{world.county.name} 0／1"' in text


# -- who sees what --


def test_the_coordinator_sees_the_villages_and_a_liaison_only_numbers_of_their_own(world: World):
    assert 'id="oc-chart"' in page_of(world.mei)
    assert 'id="oc-chart"' in page_of(world.lin)
    text = page_of(world.wen)
    assert 'id="oc-chart"' not in text
    assert 'id="oc-late"' not in text


def test_a_village_secretary_sees_one_village(world: World):
    a_village("990101001202", "邻居村")
    assert "邻居村" not in page_of(world.lin)
    assert "邻居村" in page_of(world.xu)


def test_nobody_looks_at_the_neighbours_place(world: World):
    for name in ("outcomes:overview", "outcomes:overview_sheet"):
        asked = world.hao.client().get(reverse(name), {"place": world.county.pk})
        assert asked.status_code == 404
    behind = reverse("outcomes:by_place", args=["visits"])
    assert world.hao.client().get(behind, {"place": world.town.pk}).status_code == 404
    assert world.mei.client().get(behind, {"place": world.town.pk}).status_code == 200


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 30, "0", "１２"])
def test_a_place_that_is_none_is_not_found(world: World, typed: str):
    answer = world.mei.client().get(reverse("outcomes:overview"), {"place": typed})
    assert answer.status_code == 404


def test_days_that_cannot_be_read_are_said_and_this_year_is_shown(world: World):
    assert "这两个日期" in page_of(world.mei, first="2026-02-31", last="x")
    assert "这两个日期" not in page_of(world.mei, first="2026-02-01", last="2026-03-01")


# -- below the numbers --


def test_needs_and_offers_by_work_area(world: World):
    a_need(a_village("990101001202", "甲村"))
    a_need(a_village("990101001203", "乙村"), area="talent", state="met")
    a_need(a_village("990102001203", "邻村"))
    an_offer(a_branch(world.university))
    lines = overview_panels.by_area(world.mei.scope, Extent.of(world.county), own=True)
    industry = next(line for line in lines if line.area == "industry")
    assert (industry.open, industry.met, industry.offers) == (1, 0, 1)


def test_the_year_tells_a_pairing_from_its_first_day_to_its_last(world: World):
    last = dt.date(2026, 9, 16)
    partner = a_branch(world.university)
    village = a_village("990101001202", "甲村")
    a_pairing(
        village,
        partner,
        state="ended",
        live_since=dt.date(2026, 3, 5),
        ended_on=dt.date(2026, 7, 31),
    )
    extent = Extent.of(world.county)
    year = overview_panels.over_a_year(extent, villages.chart(extent), last)
    (panel,) = year.panels
    told = {str(point.label): point.value for point in panel.points}
    assert next(iter(told)) == "2025-10"
    assert list(told)[-1] == "2026-09"
    assert [month for month, value in told.items() if value] == [
        "2026-03", "2026-04", "2026-05", "2026-06"
    ]  # fmt: skip


def test_what_is_late_is_named_with_its_page(world: World):
    partner, village = a_branch(world.university), a_village("990101001202", "甲村")
    long_ago = clock.today() - dt.timedelta(days=300)
    a_pairing(village, partner, state="live", agreed_on=long_ago, live_since=long_ago)
    found = overview_panels.late(Extent.of(world.county))
    assert Counter(one.number for one in found) == {1: 1}
    assert found[0].matters[0].day == long_ago
    assert "甲村" in page_of(world.mei)


# -- the sheet --


def test_the_sheet_keeps_stated_and_counted_apart(world: World):
    city = two_counties(world)
    answer = coordinator(city).client().get(reverse("outcomes:overview_sheet"))
    assert answer.status_code == 200
    book = sheets.read(answer.content, sheets.look(answer.content)[0].name)
    lines = [[str(cell or "") for cell in cells] for _number, cells in book.rows[2:]]
    visits = [(line[0], line[3], line[6]) for line in lines if line[1] == "接待游客"]
    assert visits[0][2] == "345"
    assert [line[2] for line in visits[1:]] == ["300", "40", "5"]
    assert not any(line[1] for line in visits)


# -- how often it asks --


@pytest.mark.parametrize("place", ["county", "city"])
def test_it_asks_as_often_for_many_villages_as_for_few(world: World, place: str):
    who = world.mei
    if place == "city":
        city = world.county.parent
        assert city is not None
        who = coordinator(city)
    client = who.client()
    partner = a_branch(world.university)
    a_pairing(a_village("990101001202", "头村"), partner, state="live", live_since=clock.today())
    figure = makers.of_a_project(world)
    addresses = [reverse("outcomes:overview"), reverse("outcomes:by_place", args=["visits"])]
    before = [_asked(client, address) for address in addresses]
    for number in range(203, 233):
        village = a_village(f"9901010{number % 9 + 1:02}{number}", f"村{number}")
        a_need(village)
        a_pairing(village, partner, state="live", live_since=clock.today())
    services.confirm(world.mei.actor, observation=figure)
    makers.confirmed(world)
    assert [_asked(client, address) for address in addresses] == before


def _asked(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_place_outside_is_refused_before_anything_is_read(world: World):
    from lianjian.chain.outcomes.extent import asked_place

    with pytest.raises(OutOfScope):
        asked_place(world.hao.scope, world.next_county, str(world.county.pk))
    assert asked_place(world.hao.scope, world.next_county, "") == world.next_county
