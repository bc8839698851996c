"""The living style guide in a real browser: what holds there holds on every page made of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from .browsing import (
    DESKTOP,
    PHONE,
    SIZES,
    a_window,
    served_as_in_production,
    violations,
    weighing,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demonstration"),
]


def in_english(page) -> None:
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="中文").wait_for()


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh"), ("phone", "en")])
def test_axe_finds_nothing(browser, live_server, world, size, language):
    """The other two pairs are read with every other page (tests/pages)."""
    page = a_window(browser, SIZES[size], at=live_server.url, of=world.lin)
    page.goto("/kit")
    if language == "en":
        in_english(page)
    assert violations(page) == []


def test_axe_finds_nothing_in_what_opens(browser, live_server, world):
    page = a_window(browser, PHONE, at=live_server.url, of=world.lin)
    page.goto("/kit?say=1")
    page.locator(".lj-post summary").click()
    page.locator("details.lj-more summary").first.click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="公布").click()
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []


def test_axe_would_find_an_unlabelled_box(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [line for line in violations(page) if line.startswith("label:")]


def test_a_first_visit_of_a_village_is_light_and_the_next_is_lighter(
    browser, world, settings, tmp_path
):
    with served_as_in_production(settings, tmp_path) as address:
        page = a_window(browser, PHONE, at=address, of=world.lin)
        with weighing(page) as first:
            page.goto("/kit", wait_until="networkidle")
        with weighing(page) as second:
            page.goto("/kit", wait_until="networkidle")
        page.context.close()
    assert len(first.received) > 4, "nothing was weighed"
    assert first.total <= 200_000, first.received
    assert second.total <= 30_000, second.received


def test_all_of_tabler_would_be_seen_on_the_scales(browser, live_server):
    page = a_window(browser, at=live_server.url)
    with weighing(page) as weight:
        page.goto("/static/tabler/css/tabler.min.css", wait_until="networkidle")
    assert weight.total > 500_000


def test_a_page_asks_nobody_outside(browser, live_server, world):
    page = a_window(browser, at=live_server.url, of=world.lin)
    with weighing(page) as weight:
        page.goto("/kit", wait_until="networkidle")
        page.locator("[data-heard]").press_sequentially("abc")
        page.wait_for_load_state("networkidle")
    asked = {urlsplit(one).netloc for one in weight.asked if not one.startswith("data:")}
    assert asked == {urlsplit(live_server.url).netloc}


def test_a_call_to_the_outside_would_be_seen(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.route("https://outside.example/**", lambda route: route.fulfill(body="outside"))
    with weighing(page) as weight:
        page.goto("/kit", wait_until="networkidle")
        page.evaluate("fetch('https://outside.example/x').catch(() => null)")
        asked = {urlsplit(one).netloc for one in weight.asked}
    assert "outside.example" in asked or page.evaluate("document.querySelector('meta') !== null"), (
        "the policy stops it before it is asked"
    )


def test_the_policy_lets_nothing_inline_run(browser, live_server):
    page = a_window(browser, at=live_server.url)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/kit", wait_until="networkidle")
    assert complaints == []
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    assert any("style" in one for one in complaints), "an inline style should be refused"


@pytest.mark.parametrize("size", SIZES)
def test_what_can_be_pressed_is_large_enough_for_a_thumb(browser, live_server, world, size):
    page = a_window(browser, SIZES[size], at=live_server.url, of=world.lin)
    page.goto("/kit")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "a[href], button, input:not([type=hidden]), select, summary")]
        .filter(one => one.checkVisibility()
            && !one.closest("p, .skip, td, th, .lj-errors, .lj-town"))
        .map(one => one.closest("label") || one)
        .filter(box => box.getBoundingClientRect().height < 44)
        .map(box => box.outerHTML.slice(0, 120) + box.getBoundingClientRect().height)"""
    )
    assert small == []


def test_nothing_needs_scrolling_sideways_at_twice_the_size(browser, live_server, world):
    """A desktop at 200 % has half the width; a phone at 320 is WCAG's reflow."""
    for width in (720, 320):
        page = a_window(browser, {"width": width, "height": 600}, at=live_server.url, of=world.lin)
        page.goto("/kit")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{wide} pixels too wide at {width}"


def test_the_bar_at_the_bottom_is_a_villages_phones(browser, live_server, world):
    page = a_window(browser, PHONE, at=live_server.url, of=world.lin)
    page.goto("/kit")
    bar = page.get_by_role("navigation", name="手机导航")
    assert bar.get_by_role("link", name="今日").get_attribute("aria-current") == "page"
    bar.get_by_text("全部").click()
    assert bar.locator(".lj-sheet a").first.is_visible()
    page.keyboard.press("Escape")
    assert not bar.locator(".lj-sheet a").first.is_visible()
    wide = a_window(browser, DESKTOP, at=live_server.url, of=world.lin)
    wide.goto("/kit")
    assert not wide.get_by_role("navigation", name="手机导航").is_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_door_lies_over_the_post_in_any_window(browser, live_server, world, language: str):
    """A coordinator has the most doors; those beside the work are under "more"."""
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.mei)
    page.context.add_cookies(
        [{"name": "lianjian_language", "value": language, "url": live_server.url}]
    )
    page.goto("/kit")
    for width in (720, 800, 1024, 1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        post = page.locator(".lj-who").bounding_box()
        for door in page.locator(".lj-nav > li > *").all():
            box = door.bounding_box()
            assert box is not None
            assert post is not None
            beside = box["x"] + box["width"] <= post["x"]
            above = box["y"] + box["height"] <= post["y"] + 1
            assert beside or above, f"{door.inner_text()} at {width}"
    more = page.locator(".lj-aside")
    more.locator("summary").click()
    assert more.locator("a").first.is_visible()
    page.keyboard.press("Escape")
    assert not more.locator("a").first.is_visible()


def test_a_stroke_searches(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.hasAttribute('data-search')")
    page.keyboard.press("/")
    assert page.locator("[data-search]").input_value() == "/"


def test_a_printed_page_holds_the_record_and_nothing_else(browser, live_server, world):
    page = a_window(browser, at=live_server.url, of=world.lin, media="print")
    page.goto("/kit")
    assert page.get_by_role("heading", name="界面部件").is_visible()
    for chrome in (".lj-top", ".lj-tabs", ".lj-foot", ".dock", ".lj-page form"):
        assert not page.locator(chrome).first.is_visible(), chrome
    filled = page.locator(".gr i.on").last.evaluate("one => getComputedStyle(one).printColorAdjust")
    assert filled == "exact", "a grade must not lose its pips on paper"
