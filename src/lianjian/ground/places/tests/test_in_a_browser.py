"""Choosing a place in a real browser: while typing, by keyboard, on a phone; axe finds nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs import worker
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.ui.tests.browsing import SIZES, a_window, violations

from .makers import HANJIANG, a_listed_county

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def picture(page, name: str) -> None:
    """Kept for whoever asks to look, by PICTURES_OF_PLACES."""
    if folder := os.environ.get("PICTURES_OF_PLACES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def hanjiang(world):
    return a_listed_county(HANJIANG)


def test_a_place_is_offered_while_typing_and_chosen(browser, live_server, world, hanjiang):
    page = a_window(browser, at=live_server.url, of=world.mei)
    page.goto("/organisations/new")
    page.get_by_label("名称").fill("涵江茶厂")
    box = page.locator("input[name=affiliation]")
    box.fill("涵江区张")
    page.get_by_label("张洋村委会").check()
    page.locator("select[name=kind]").select_option("enterprise")
    picture(page, "organisation-new")
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/organisations/*")
    made = Organisation.within(world.mei.scope).get(name="涵江茶厂")
    assert made.affiliation is not None
    assert made.affiliation.code == 350303108203000
    picture(page, "organisation")


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    browser, live_server, world, hanjiang, size
):
    drawn, waits = (
        jobs.start(world.mei.actor, name="places.draw", arguments={"pk": hanjiang.pk})
        for _ in range(2)
    )
    worker.run(drawn.pk)
    # As high as the longest page: what the bar at the bottom covers just now is no small target.
    window: ViewportSize = {"width": SIZES[size]["width"], "height": 1600}
    page = a_window(browser, window, at=live_server.url, of=world.mei)
    for name, address in {
        "places": "/places/",
        "found": "/places/?q=涵江区张洋村",
        "unlisted": "/places/?q=涵江区蔡家沟",
        "county": f"/places/{hanjiang.pk}",
        "hamlet": f"/places/{world.county.pk}/hamlet",
        "organisations": "/organisations/",
        "village": f"/organisations/{world.stone.pk}",
        "new": "/organisations/new",
        "job": f"/jobs/{waits.pk}",
    }.items():
        page.goto(address)
        picture(page, f"{name}-{size}")
        assert violations(page) == [], name
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, name
    page.context.close()
