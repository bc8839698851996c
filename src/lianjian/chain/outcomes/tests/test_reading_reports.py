"""What a report says in numbers becomes figures of the right indicator, whole, time and honesty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from tests.cast import World, a_world
from tests.reports.said import a_report, lines, proposals, taken, weighed
from tests.taking_back import taken_back

from lianjian.chain.outcomes import services
from lianjian.chain.outcomes.figures import Measure
from lianjian.chain.outcomes.models import Observation, StatedFigure
from lianjian.chain.outcomes.receiving import FIGURES, STATED
from lianjian.chain.outcomes.words import indicator_of
from lianjian.chain.projects.models import Project
from lianjian.chain.projects.tests import makers as projects
from lianjian.chain.registry.models import Source
from lianjian.ground.core import taking_back
from lianjian.ground.core.receives import Receiver, Standing
from lianjian.ground.core.reports import Proposed
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db

DAY = dt.date(2025, 7, 5)
TEXT = (
    "示例县：联建换来新光景\n"
    "今年以来，全县共成立跨县域联建党总支7个，帮助新上项目9个，"
    "其中石桥村“果乡”农旅融合项目接待游客3万余人次，带动集体增收12万元。\n"
    "目前，全县共确立联建项目11个，涵盖3大类产业集群，引进科技人才近百名，"
    "承担着2个国家重点研发计划项目和多个国家自然科学基金项目的示范任务。\n"
    "相关信息已发布300余条，转发率达45%。\n"
)


PROJECT = "石桥村“果乡”农旅融合项目"


@pytest.fixture
def world() -> World:
    return a_world()


def said(
    world: World,
    receiver: Receiver = STATED,
    text: str = TEXT,
    outlet: str = "示例日报",
    published: dt.date | None = DAY,
) -> list[Proposed]:
    report = a_report(text, by=world.mei.actor, outlet=outlet, published=published)
    return proposals(receiver, world.mei.actor, report)


def by_code(several: Iterable[Proposed]) -> dict[str, str]:
    return {one.values["indicator"]: one.values["number"] for one in several if not one.refused}


def test_every_number_of_the_whole_is_stated_and_no_two_are_one(world: World):
    assert by_code(said(world)) == {
        "joint_bodies": "7个",
        "projects_new": "9个",
        "projects_listed": "11个",
        "clusters": "3大类",
        "talent_introduced": "近百名",
        "grants_key_rd": "2个",
        "grants_nsfc": "多个",
    }
    assert {one.values["place"] for one in said(world) if not one.refused} == {"示例县"}


def test_what_is_of_a_village_is_a_figure_of_that_village(world: World):
    figures = said(world, FIGURES)
    assert by_code(figures) == {"visits": "3万余人次", "collective_income_increase": "12万元"}
    assert {one.values["place"] for one in figures} == {"石桥村"}


def test_an_increase_asks_against_when_and_a_comparison_that_is_said_does_not(world: World):
    increase = next(one for one in said(world, FIGURES) if "baseline" in one.asks)
    assert increase.values["indicator"] == "collective_income_increase"
    told = said(world, FIGURES, "2024年，在石桥村，集体收入比上年增加12万元。")
    assert [one.values["baseline"] for one in told] == ["上年"]
    assert "baseline" not in told[0].asks


def test_a_share_and_what_was_spread_in_media_are_refused_with_what_is_missing(world: World):
    refused = {one.values["number"]: str(one.refused) for one in said(world) if one.refused}
    assert set(refused) == {"300余条", "达45%"}
    assert "denominator" in refused["达45%"]
    assert "enters no evaluation" in refused["300余条"]


def test_the_period_is_shown_with_how_it_was_inferred(world: World):
    bodies = next(one for one in said(world) if one.values.get("indicator") == "joint_bodies")
    assert (bodies.values["period_from"], bodies.values["period_to"]) == (
        "2025-01-01",
        "2025-07-05",
    )
    assert "2025-07-05" in bodies.values["inferred"]
    assert not bodies.asks


def test_without_a_day_of_publication_the_year_is_asked_for(world: World):
    bodies = next(iter(said(world, published=None)))
    assert "period_to" not in bodies.values
    assert "period_to" in bodies.asks


def test_the_same_number_said_twice_is_one_line_with_both_places(world: World):
    twice = f"{TEXT}今年以来，全县共成立跨县域联建党总支7个。\n"
    bodies = [
        one for one in said(world, text=twice) if one.values.get("indicator") == "joint_bodies"
    ]
    assert len(bodies) == 1
    assert len(bodies[0].facts) == 2


def test_what_is_planned_is_told_as_planned(world: World):
    [line] = said(world, text="明年，全县计划新上项目20个。")
    assert (line.values["indicator"], line.values["modality"]) == ("projects_new", "planned")


def test_a_sum_per_head_and_a_number_of_another_county_are_not_ours(world: World):
    assert said(world, text="今年全县户均增收2000元。") == []
    assert said(world, text="今年以来，诸城市共成立跨县域联建党总支12个。") == []


@pytest.mark.parametrize("place", ["诸城市", "某某县", "邻县"])
def test_a_place_that_nobody_read_is_not_taken_for_ours(world: World, place: str):
    several = said(world, text=f"{place}共成立跨县域联建党总支12个。")
    assert several == []


@pytest.mark.parametrize("whole", ["去年以来全县", "目前示例县", "今年以来，全县", "我县"])
def test_our_own_place_is_ours_whatever_stands_before_it(world: World, whole: str):
    [line] = said(world, text=f"{whole}共成立跨县域联建党总支12个。")
    assert line.values["place"] == "示例县"


def test_a_village_of_our_own_list_is_found_where_the_reader_of_texts_passed_it_by(world: World):
    [line] = said(world, FIGURES, "去年石桥村集体收入比上年增加12万元。")
    assert (line.values["place"], line.values["baseline"]) == ("石桥村", "上年")


def test_the_nearest_words_say_what_is_counted():
    count = Measure.COUNT
    assert indicator_of("联建党总支帮助新上项目", "", "个", count, "") == "projects_new"
    assert indicator_of("新上", "联建项目", "个", count, "") == "projects_new"
    assert indicator_of("确立联建项目", "", "个", count, "") == "projects_listed"
    assert indicator_of("推动", "项村规民约", "个", count, "") == ""


@pytest.fixture
def project(world: World) -> Project:
    return projects.under_way(world, name=PROJECT)


def test_a_figure_of_a_project_that_is_not_entered_says_so(world: World):
    [visits, _income] = weighed(FIGURES, world.mei.actor, lines(FIGURES, said(world, FIGURES)))
    assert visits.standing == Standing.WRONG
    assert PROJECT in visits.wrong["project"]


@pytest.mark.usefixtures("project")
def test_figures_are_taken_with_their_source_and_go_again(world: World):
    mei = world.mei.actor
    batches = [
        taken(receiver, mei, lines(receiver, said(world, receiver)))
        for receiver in (STATED, FIGURES)
    ]
    assert StatedFigure.within(mei.scope).count() == 7
    visits = Observation.within(mei.scope).get(definition__indicator__code="visits")
    assert (visits.value, visits.comparator, visits.grade) == (30_000, "at_least", 0)
    assert visits.source is not None
    assert visits.project is not None
    assert Source.within(mei.scope).count() == 1
    for batch in reversed(batches):
        back = taking_back.weigh(mei, batch.trace.sealed(), file="report.txt")
        assert not back.stays
        with pytest.raises(Denied):
            services.take_back_batch(world.hao.actor, back=back)
        assert services.take_back_batch(mei, back=back)
    everything = Scope.of_everything()
    for model in (StatedFigure, Observation, Source):
        assert not model.within(everything).exists()


@pytest.mark.usefixtures("project")
def test_the_same_report_again_changes_nothing(world: World):
    mei = world.mei.actor
    for receiver in (STATED, FIGURES):
        several = lines(receiver, said(world, receiver))
        taken(receiver, mei, several)
        again = {one.standing for one in weighed(receiver, mei, several)}
        assert again == {Standing.UNCHANGED}
        undated = lines(receiver, said(world, receiver, published=None))
        assert {one.standing for one in weighed(receiver, mei, undated)} == {Standing.UNCHANGED}


def test_another_number_from_another_source_is_kept_beside_the_first(world: World):
    mei = world.mei.actor
    taken(STATED, mei, lines(STATED, said(world)))
    other = said(world, text=TEXT.replace("党总支7个", "党总支8个"), outlet="示例网")
    found = {one.line.text("indicator"): one for one in weighed(STATED, mei, lines(STATED, other))}
    assert found["joint_bodies"].standing == Standing.NEW
    assert "7" in str(found["joint_bodies"].beside)
    assert "示例日报" in str(found["joint_bodies"].beside)
    assert found["projects_new"].standing == Standing.UNCHANGED


@pytest.mark.usefixtures("project")
def test_a_second_figure_of_a_village_says_what_it_is_a_number_of(world: World):
    mei = world.mei.actor
    taken(FIGURES, mei, lines(FIGURES, said(world, FIGURES)))
    other = said(world, FIGURES, TEXT.replace("3万余", "4万余"), outlet="示例网")
    [visits, _income] = weighed(FIGURES, mei, lines(FIGURES, other))
    assert visits.standing == Standing.WRONG
    assert "apart" in visits.wrong


def test_a_village_tells_of_itself_and_states_nothing_of_the_county(world: World):
    lin = world.lin.actor
    report = a_report("今年，接待游客300人次。全县新上项目9个。", by=lin, published=DAY)
    [visits] = proposals(FIGURES, lin, report)
    assert (visits.values["place"], visits.values["number"]) == ("石桥村", "300人次")
    assert proposals(STATED, lin, report) == []
    with taken_back():
        taken(FIGURES, lin, lines(FIGURES, [visits]))
        assert Observation.within(lin.scope).get().grade == 1


def test_a_figure_of_this_county_is_none_of_the_next_one_s(world: World):
    hao = world.hao.actor
    several = proposals(
        FIGURES, hao, a_report("今年，石桥村接待游客300人次。", by=hao, published=DAY)
    )
    [line] = weighed(FIGURES, hao, lines(FIGURES, several))
    assert line.standing == Standing.WRONG
    assert "place" in line.wrong or "number" in line.wrong
