"""Choosing a place in a real browser, while typing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lianjian.ground.organisations.models import Organisation
from lianjian.ground.ui.tests.browsing import a_window

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
