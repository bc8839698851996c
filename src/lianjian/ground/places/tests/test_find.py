"""Looking a place up: by code, initials, name, and name inside a parent."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from lianjian.ground.core.actors import system
from lianjian.ground.places import selectors
from lianjian.ground.places.codes import official
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import add_hamlet

from .makers import HANJIANG, ZHUCHENG, a_listed_county, a_place, above, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanjiang() -> Division:
    return a_listed_county(HANJIANG)


def found(text: str, **how) -> list[str]:
    return [official(one.code) for one in selectors.find(text, **how)]


@pytest.mark.parametrize(
    "text",
    [
        "涵江区张洋村",
        "涵江张洋",
        "福建省莆田市涵江区新县镇张洋村",
        "莆田张洋村委会",
        "新县镇 张洋村民委员会",
        "350303108203",
        "张洋",
        "张洋村村民委员会",
    ],
)
def test_zhangyang_in_hanjiang_is_found_however_it_is_said(hanjiang: Division, text: str):
    assert found(text)[0] == "350303108203"


def test_it_finds_by_initials(hanjiang: Division):
    assert "350303108203" in found("zy", inside=hanjiang)
    assert "350303108203" in found("ZY", inside=hanjiang)


def test_it_finds_by_the_beginning_of_a_code(hanjiang: Division):
    assert found("350303108", limit=2) == ["350303108000", "350303108201"]
    assert found("3", limit=2) == []


def test_inside_a_division_it_finds_any_part_of_a_name(hanjiang: Division):
    assert "350303108203" in found("洋", inside=hanjiang, limit=50)
    assert found("洋")[0] != ""
    names = {one.name for one in selectors.find("洋", limit=50)}
    assert all(name.startswith("洋") for name in names)


def test_a_kind_that_was_said_must_be_the_divisions_own(hanjiang: Division):
    a_place("350303109", "张洋镇", core="张洋", initials="zy")
    assert found("张洋村") == ["350303108203"]
    assert found("张洋镇") == ["350303109000"]
    assert set(found("张洋")) == {"350303108203", "350303109000"}


def test_it_finds_while_the_name_is_still_being_typed(hanjiang: Division):
    assert "350303108203" in found("涵江区张")
    assert found("涵江区张洋") == ["350303108203"]
    assert "350303108203" in found("福建省莆田市涵江区新县镇张")


def test_it_finds_on_one_level_only_when_asked(hanjiang: Division):
    assert {one.level for one in selectors.find("新", inside=hanjiang, level="town")} == {"town"}


def test_an_ended_division_is_not_offered(hanjiang: Division):
    Division.objects.filter(code=the("350303108203").code).update(valid_to="2025-01-01")
    assert "350303108203" not in found("张洋")


def test_caijiagou_of_zhucheng_is_not_on_the_list_and_no_other_is_taken_for_it():
    a_listed_county(ZHUCHENG)
    elsewhere = a_listed_county("370686")
    assert found("蔡家沟", inside=elsewhere) != []
    answer = selectors.look_up("诸城市蔡家沟")
    assert answer.matches == []
    assert answer.unlisted
    assert (str(answer.inside), answer.rest) == ("诸城市", "蔡家沟")


def test_a_hamlet_that_somebody_added_is_found_from_then_on():
    zhucheng = a_listed_county(ZHUCHENG)
    added = add_hamlet(system("a test"), parent=zhucheng, name="蔡家沟")
    assert selectors.find("诸城市蔡家沟") == [added]


def test_a_name_that_several_counties_bear_means_all_of_them():
    for city, name in (("9901", "甲市"), ("9902", "乙市")):
        a_place(f"{city}", name, core=name[:-1] + "某")
        a_place(f"{city}01", "鼓楼区", core="鼓楼")
        a_place(f"{city}01001", "水部街道", core="水部")
        a_place(f"{city}01001201", "桥头村委会", core="桥头")
    assert found("鼓楼区桥头村") == ["990101001201", "990201001201"]


def test_nothing_is_found_for_nothing():
    assert found("") == []
    assert found("   ") == []
    assert found("没有这个地方") == []


def test_a_city_of_one_county_counts_as_that_county():
    county = a_listed_county("620201")
    assert selectors.own_county(above(county)) == county
    assert selectors.own_county(the("62")) == the("62")


def test_a_path_leads_from_the_province_down(hanjiang: Division):
    assert [one.name for one in selectors.path(the("350303108203"))] == [
        "福建省",
        "莆田市",
        "涵江区",
        "新县镇",
        "张洋村委会",
    ]
    assert selectors.county_of(the("350303108203")) == hanjiang
    assert selectors.county_of(the("35")) is None


# -- plans --

QUESTIONS = {
    "exact name": lambda: Division.objects.filter(valid_to=None, core__in={"张洋", "张洋村"}),
    "name's beginning": lambda: (
        selectors._standing(None, None)
        .filter(core__gte="张洋", core__lt="张洋\U0010ffff")
        .order_by("core", "code")[:20]
    ),
    "initials": lambda: selectors._standing(None, None).filter(initials="zy").order_by("code")[:20],
    "code": lambda: (
        selectors._standing(None, None)
        .filter(code__gte=350303 * 10**9, code__lt=350304 * 10**9)
        .order_by("code")[:20]
    ),
    "any part inside a county": lambda: selectors._standing(the(HANJIANG), None).filter(
        name__contains="洋"
    ),
    "children": lambda: selectors.children(the(HANJIANG)),
}


def plan(rows) -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What an earlier test had in it and took back is no measure of what is in it now.
            cursor.execute("ANALYZE places_division")
            # A table of two hundred rows is read through whatever its indexes: forbid just that.
            cursor.execute("SET LOCAL enable_seqscan = off")
        return json.dumps(json.loads(rows.explain(format="json")))
    return str(rows.explain())


def walks_through(rows) -> bool:
    """Whether the database would read every division to answer."""
    told = plan(rows)
    if connection.vendor == "postgresql":
        return "Index Cond" not in told
    return "SCAN" in told


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_a_range_of_an_index(hanjiang: Division, question: str):
    assert not walks_through(QUESTIONS[question]())


def test_the_plan_shows_a_walk_when_there_is_one(hanjiang: Division):
    assert walks_through(Division.objects.filter(name__contains="洋").order_by())
