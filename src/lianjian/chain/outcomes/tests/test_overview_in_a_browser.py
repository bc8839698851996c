"""What only a browser knows of the overview: that it prints on one page, and is seen on a phone."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer
from tests import makers as ground
from tests.cast import World

from lianjian.chain.exchange.tests.makers import a_need
from lianjian.chain.pairing.tests.makers import a_pairing
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import clock
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.ui.tests.browsing import DESKTOP, PHONE, a_window, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOWNS, VILLAGES = 14, 18
A4 = (595, 842)


@pytest.fixture
def county(world: World) -> World:
    """A county of 252 villages in fourteen townships, some with needs, some with partners."""
    codes: dict[str | int, str] = {
        f"990101{town:03}{201 + village}": f"{town}镇{village}村"
        for town in range(1, TOWNS + 1)
        for village in range(VILLAGES)
    }
    places = ground.divisions(codes)
    ground.organisations(
        Organisation(name=one.name, kind=Kind.VILLAGE, affiliation=one, seat=one)
        for one in places[1:]
    )
    partner, today = a_branch(world.university), clock.today()
    for number, one in enumerate(Organisation.within(world.mei.scope).filter(kind=Kind.VILLAGE)):
        branch = a_branch(one)
        if number % 2:
            a_need(branch)
        if number % 3 == 0:
            since = today - dt.timedelta(days=number)
            a_pairing(branch, partner, state="live", agreed_on=since, live_since=since)
    return world


def test_it_prints_on_one_page(browser: Browser, live_server: LiveServer, county: World):
    page = a_window(browser, DESKTOP, at=live_server.url, of=county.mei, media="print")
    page.goto("/outcomes/")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert tuple(round(side) for side in printed.pages[0].mediabox[2:]) == A4
    text = printed.pages[0].extract_text()
    assert "已结对" in text
    assert "逐村文字表" not in text


def test_every_village_has_its_name_its_state_and_its_page(
    browser: Browser, live_server: LiveServer, county: World
):
    page = a_window(browser, PHONE, at=live_server.url, of=county.mei)
    page.goto("/outcomes/")
    dots = page.locator(".oc-dots a")
    assert dots.count() == TOWNS * VILLAGES
    assert all("：" in words for words in dots.all_inner_texts())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": PHONE["width"], "height": 9000})
    assert not violations(page)
    dots.nth(1).click()
    page.wait_for_url("**/branches/*")
