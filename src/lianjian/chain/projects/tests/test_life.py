"""Listed, under way, accepted, suspended, cancelled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import World

from lianjian.chain.projects import selectors, services
from lianjian.chain.projects.contents import MilestoneDraft
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from . import makers


def test_only_the_issuer_lists_and_only_for_this_year_or_the_next(world: World):
    project = makers.reviewed(world)
    this_year = clock.today().year
    with pytest.raises(Denied):
        services.list_for_year(world.lin.actor, project=project, year=this_year)
    for year in (this_year - 1, this_year + 2):
        with pytest.raises(Invalid):
            services.list_for_year(world.mei.actor, project=project, year=year)
    listed = services.list_for_year(world.mei.actor, project=project, year=this_year + 1)
    assert (listed.state, listed.year) == ("listed", this_year + 1)


def test_new_this_year_and_listed_to_date_are_two_numbers(world: World):
    today = clock.today()
    makers.listed(world)
    launched = makers.under_way(world, name="冷链库")
    new = selectors.new_in(makers.ALL, world.county, today.year)
    to_date = selectors.listed_to_date(makers.ALL, world.county, today)
    assert [one.pk for one in new] == [launched.pk]
    assert to_date.count() == 2
    assert not selectors.new_in(makers.ALL, world.next_county, today.year).exists()


def test_it_is_under_way_since_a_day_that_has_come(world: World):
    project = makers.listed(world)
    with pytest.raises(Invalid, match="lies ahead"):
        services.start(
            world.lin.actor, project=project, launched_on=clock.today() + dt.timedelta(days=1)
        )
    with pytest.raises(Denied):
        services.start(world.bo.actor, project=project)
    assert services.start(world.lin.actor, project=project).launched_on == clock.today()


def test_a_cancelled_project_leaves_both_numbers(world: World):
    project = makers.under_way(world)
    services.cancel(world.mei.actor, project=project, reason="土地另有用途")
    assert not selectors.new_in(makers.ALL, None, clock.today().year).exists()
    assert not selectors.listed_to_date(makers.ALL, None, clock.today()).exists()


def test_acceptance_says_by_whom_and_how_well_it_is_known(world: World):
    project = makers.under_way(world)
    done = services.accept(
        world.mei.actor,
        project=project,
        accepted_by="县农业农村局",
        result="60 亩全部成园",
        on_site=True,
    )
    assert (done.state, done.grade) == ("accepted", 4)


def test_a_document_is_known_better_than_a_word(world: World):
    project = makers.under_way(world)
    told: dict[str, Any] = {"accepted_by": "县农业农村局", "result": "成园"}
    with pytest.raises(Invalid, match="PDF"):
        services.accept(world.mei.actor, project=project, document=b"MZ", **told)
    done = services.accept(world.mei.actor, project=project, document=b"%PDF-1.7", **told)
    assert done.grade == 2


@pytest.mark.parametrize("days", [-400, 1])
def test_it_is_accepted_between_its_first_day_and_today(world: World, days: int):
    project = makers.under_way(world)
    day = clock.today() + dt.timedelta(days=days)
    with pytest.raises(Invalid, match="between"):
        services.accept(
            world.mei.actor, project=project, accepted_by="县", result="成", accepted_on=day
        )


def test_a_party_lets_it_rest_and_goes_on(world: World):
    project = makers.under_way(world)
    with pytest.raises(Invalid, match="few words"):
        services.suspend(world.lin.actor, project=project, reason=" ")
    services.suspend(world.lin.actor, project=project, reason="连阴雨")
    assert services.resume(world.wen.actor, project=makers.seen(project)).state == "under_way"


def test_a_milestone_is_reached_once_and_says_what_shows_it(world: World):
    project = makers.listed(world)
    (milestone,) = selectors.milestones_of(makers.seen(project, world.lin.scope))
    services.reach_milestone(world.lin.actor, milestone=milestone, note="验苗单")
    with pytest.raises(Overtaken):
        services.reach_milestone(world.wen.actor, milestone=milestone, note="又一张")
    (seen,) = selectors.milestones_of(makers.seen(project))
    assert (seen.mark, seen.note) == ("done", "验苗单")


def test_an_overdue_milestone_shows_itself(world: World):
    project = makers.listed(world, milestones=(MilestoneDraft("苗到村", dt.date(2020, 1, 1)),))
    (milestone,) = selectors.milestones_of(project)
    assert milestone.mark == "late"


def test_a_project_of_before_is_recorded_with_its_list(world: World):
    words = makers.contents(world)
    project = services.record_existing(
        world.mei.actor,
        issuer=world.county,
        contents=words,
        listed_on=dt.date(2024, 3, 1),
        launched_on=dt.date(2024, 5, 1),
        document=b"%PDF-1.7",
    )
    assert (project.state, project.year, project.of_before) == ("under_way", 2024, True)
    with pytest.raises(Denied):
        services.record_existing(
            world.lin.actor, issuer=world.county, contents=words, listed_on=dt.date(2024, 3, 1)
        )
    with pytest.raises(Invalid, match="does not fit"):
        services.record_existing(
            world.mei.actor, issuer=world.county, contents=words, listed_on=dt.date(2099, 3, 1)
        )
