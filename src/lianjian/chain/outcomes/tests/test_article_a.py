"""Every number of article A at its honesty: value, comparator, modality, stated or counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import pytest_django
from tests.cast import World, a_world
from tests.taking_back import a_file_s_database

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.outcomes import services, totals
from lianjian.chain.outcomes.contents import Told
from lianjian.chain.outcomes.extent import Extent
from lianjian.chain.projects import services as projects
from lianjian.chain.projects.tests import makers as building
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Invalid

from . import makers

# phrase, indicator, as written → value as shown, comparator, counted records beside it
STATED = [
    ("今年以来成立跨县域联建党总支12个", "joint_bodies", "12个", "12", "", 1),
    ("帮助新上项目16个", "projects_new", "16个", "16", "", 1),
    ("共确立联建项目18个", "projects_listed", "18个", "18", "", 2),
    ("5大类产业集群", "clusters", "5大类", "5", "", 3),
    ("引进10名科技人才", "talent_introduced", "10名", "10", "", None),
    ("4个国家重点研发计划项目", "grants_key_rd", "4个", "4", "", None),
    ("多个国家自然科学基金项目", "grants_nsfc", "多个", "", "unknown", None),
    ("年接待游客20万余人次", "visits", "20万余人次", "200,000", "at_least", None),
    ("集体增收50余万元", "collective_income_increase", "50余万元", "500,000", "at_least", None),
]


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def county(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[World]:
    with a_file_s_database(django_db_blocker):
        yield as_the_article_says(a_world())


def as_the_article_says(world: World) -> World:
    """What the article names as records: one body, two projects, three clusters."""
    accords.a_body(world, approved=True)
    for name in ("农旅融合", "特色养殖", "农产品加工"):
        projects.name_cluster(world.mei.actor, division=world.county, name=name)
    building.under_way(world, name="“农文旅”融合发展项目")
    building.listed(world, name="另一个项目")
    today = clock.today()
    for words, code, number, *_rest in STATED:
        services.state(
            world.mei.actor,
            whole=world.county,
            indicator=makers.the(code),
            told=Told(number, period_from=dt.date(today.year, 1, 1), period_to=today, words=words),
        )
    return world


def cells(world: World) -> dict[str, totals.Cell]:
    today = clock.today()
    first = dt.date(today.year, 1, 1)
    found = totals.overview(world.mei.scope, Extent.of(world.county), first, today)
    return {cell.indicator.code: cell for cell in found}


@pytest.mark.parametrize(("words", "code", "number", "shown", "comparator", "counted"), STATED)
def test_what_the_article_says_of_the_whole_is_stated_and_never_counted(
    county: World,
    words: str,
    code: str,
    number: str,
    shown: str,
    comparator: str,
    counted: int | None,
):
    cell = cells(county)[code]
    assert cell.stated is not None
    assert (cell.stated_shown, cell.stated.comparator) == (shown, comparator)
    assert cell.stated.modality == "done"
    assert cell.number == counted


def test_twelve_stated_one_counted_eleven_not_yet_reported(county: World):
    cell = cells(county)["joint_bodies"]
    assert (cell.stated_shown, cell.number, cell.missing, cell.grade) == ("12", 1, 11, 2)


def test_sixteen_and_eighteen_stay_apart(county: World):
    found = cells(county)
    new, listed = found["projects_new"], found["projects_listed"]
    assert (new.stated_shown, new.number) == ("16", 1)
    assert (listed.stated_shown, listed.number) == ("18", 2)
    assert totals.contradictions(found.values()) == []


def test_more_new_projects_than_listed_ones_cannot_be(county: World):
    services.state(
        county.mei.actor,
        whole=county.county,
        indicator=makers.the("projects_new"),
        told=makers.this_year("19个"),
    )
    assert len(totals.contradictions(cells(county).values())) == 1


def test_forty_five_per_cent_is_refused(county: World):
    with pytest.raises(Invalid, match="not measured in per cent"):
        services.state(
            county.mei.actor,
            whole=county.county,
            indicator=makers.the("visits"),
            told=Told("45%"),
        )


def test_an_event_counts_where_it_benefits_and_not_where_it_happened(county: World):
    makers.confirmed(
        county,
        "300人次",
        about=makers.stone(county, happened_in=county.next_county),
    )
    assert cells(county)["visits"].number == 300
    today = clock.today()
    next_door = totals.overview(
        county.hao.scope, Extent.of(county.next_county), dt.date(today.year, 1, 1), today
    )
    assert {cell.indicator.code: cell.number for cell in next_door}["visits"] is None
