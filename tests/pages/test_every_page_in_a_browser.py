"""Every page of the product in a real browser: axe finds nothing, and nothing is too wide.

The pages are found by walking the resolver, who may read them by the permission matrix. They are
read in two ways: on a phone in Chinese, by nobody or else by the village, and at a desk in English,
by the county. ``./check`` reads each page in one of them, by turns, and ``--long`` in both; both
widths are tried in either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page, ViewportSize

from lianjian.chain.accords import selectors as accords
from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs import worker
from lianjian.ground.places.tests.makers import HANJIANG, a_listed_county
from lianjian.ground.ui.tests.browsing import (
    AXE,
    DESKTOP,
    PHONE,
    a_window,
    violations,
)
from tests.cast import World
from tests.permissions.actors import clients
from tests.permissions.addresses import every_address
from tests.permissions.asking import Things, things_of
from tests.permissions.matrix import COLUMNS, expected
from tests.sizes import LONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

PARTS = {
    "accords:names": "the names that a field suggests while somebody types",
    "jobs:progress": "the part of a job's page that is fetched again while the job runs",
    "journal:lately": "the part of the page today that it fetches when it stands",
}
"""Addresses that answer a script with a part of a page."""
TALL, SHORT = 3000, 800
"""Of the windows: while axe reads, the bar at the bottom must cover nothing."""
HIGH = "document.documentElement.scrollHeight"
WIDE = """() => {
    const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
    const out = [...document.querySelectorAll("body *")].find(
        one => Math.abs(one.getBoundingClientRect().right - root.scrollWidth) < 1);
    return over > 0 ? `${over} pixels too wide: ${out ? out.outerHTML.slice(0, 160) : ""}` : "";
}"""


@dataclass(frozen=True)
class Reading:
    """One way to read pages; ``turn`` of the two."""

    turn: int

    language: str
    width: int
    other_width: int
    readers: tuple[str, ...]
    """Columns of the matrix: the first who may read a page does."""


READINGS = {
    "phone": Reading(
        0, "zh-hans", PHONE["width"], DESKTOP["width"], ("nobody", "village", "county", *COLUMNS)
    ),
    "desktop": Reading(1, "en", DESKTOP["width"], PHONE["width"], ("county", *COLUMNS)),
}


@dataclass(frozen=True)
class Opened:
    """A page that somebody may read."""

    name: str
    url: str
    readers: frozenset[str]


@pytest.fixture
def pages(world: World, settings: Any) -> list[Opened]:
    """Every address that somebody may open, and a few more."""
    settings.DEMO = True
    things, cells, found = things_of(world), expected(), []
    for address in every_address():
        readers = frozenset(one for one in COLUMNS if cells[address.name, "GET", one] == "200")
        if readers and address.name not in PARTS:
            given = things.get(address.name, {})
            query = f"?{given['query']}" if "query" in given else ""
            found.append(Opened(address.name, address.url(given) + query, readers))
    return [*found, *more(world, things)]


def more(world: World, things: Things) -> list[Opened]:
    """What the matrix does not hold, or holds with another answer."""
    hanjiang = a_listed_county(HANJIANG)
    drawn, waits = (
        jobs.start(world.mei.actor, name="places.draw", arguments={"pk": hanjiang.pk})
        for _ in range(2)
    )
    worker.run(drawn.pk)
    signing = things["accords:sign"]["pk"]
    code = accords.accord(world.mei.scope, signing).code
    village, public = frozenset({"village", "county"}), frozenset({"nobody", "county"})
    return [
        Opened("the style guide", "/kit", village),
        Opened("no such page", "/no-such-page", public),
        Opened("a place that is listed", "/places/?q=涵江区张洋村", village),
        Opened("a place that is not", "/places/?q=涵江区蔡家沟", village),
        Opened("a county with its outline", f"/places/{hanjiang.pk}", village),
        Opened("a job that waits", f"/jobs/{waits.pk}", frozenset({"county"})),
        Opened("an accord in signing", reverse("accords:accord", args=[signing]), village),
        Opened("a text that is verified", reverse("verify", args=[code]), public),
    ]


def tall(width: int, high: int = TALL) -> ViewportSize:
    return {"width": width, "height": high}


def becomes(page: Page, client: Client, at: str, language: str) -> None:
    """The window is now that of somebody else, who chose a language."""
    cache.clear()
    page.context.clear_cookies()
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    cookies["lianjian_language"] = language
    page.context.add_cookies(
        [{"name": name, "value": value, "url": at} for name, value in cookies.items()]
    )


def is_a_page(page: Page, url: str) -> bool:
    """Opens an address; whether what it answers is a page and no file."""
    try:
        answer = page.goto(url)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    assert answer is not None
    return answer.headers.get("content-type", "").startswith("text/html")


def faults(page: Page, width: int, other_width: int) -> list[str]:
    """What is wrong with the page in a window of ``width``, in which it stays."""
    if (high := page.evaluate(HIGH)) > TALL:
        page.set_viewport_size(tall(width, high))
    found = violations(page)
    for tried in (other_width, width):
        page.set_viewport_size({"width": tried, "height": SHORT})
        if wide := page.evaluate(WIDE):
            found.append(f"at {tried}: {wide}")
    return found


@pytest.mark.parametrize("window", READINGS)
def test_every_page_fits_and_axe_finds_nothing(
    browser: Browser, live_server: Any, world: World, pages: list[Opened], window: str
):
    reading, browsers, found, read = READINGS[window], clients(world), [], 0
    page = a_window(browser, {"width": reading.width, "height": SHORT}, at=live_server.url)
    page.context.add_init_script(path=AXE)
    for one in pages if LONG else pages[reading.turn :: 2]:
        reader = next(name for name in reading.readers if name in one.readers)
        becomes(page, browsers[reader], live_server.url, reading.language)
        if is_a_page(page, one.url):
            read += 1
            page.set_viewport_size(tall(reading.width))
            wrong = faults(page, reading.width, reading.other_width)
            found += [f"{one.name} as {reader}: {line}" for line in wrong]
    assert found == [], "\n".join(found)
    assert read > (60 if LONG else 30), "most of the product was not read"


def test_control_a_box_without_a_label_and_a_wide_one_are_found(browser: Browser, live_server: Any):
    page = a_window(browser, tall(PHONE["width"]), at=live_server.url)
    page.goto("/")
    page.evaluate(
        """() => {
            const box = document.createElement("input");
            box.size = 90;
            document.querySelector("main").append(box);
        }"""
    )
    found = faults(page, PHONE["width"], DESKTOP["width"])
    assert [line for line in found if line.startswith("label:")]
    assert [line for line in found if line.startswith("at 390: ")]
