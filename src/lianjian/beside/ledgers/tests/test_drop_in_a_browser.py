"""A sheet dropped onto the box as well as chosen; and the box without script."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.ui.tests.browsing import DESKTOP, PHONE, a_window, violations

from .makers import a_sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("PICTURES_OF_LEDGERS", "")
BOX = "[data-upload]"
NEEDS = [["村名", "需求内容"], ["石桥村", "农产品销路"]]
CARRY = """files => {
    const carried = new DataTransfer();
    for (const [name, data] of files) {
        const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
        carried.items.add(new File([bytes], name));
    }
    return carried;
}"""


def _carried(page: Any, *files: tuple[str, bytes]) -> Any:
    """What a hand carries over the page."""
    return page.evaluate_handle(
        CARRY, [[name, base64.b64encode(data).decode()] for name, data in files]
    )


def _look(page: Any, name: str) -> None:
    assert violations(page) == [], name
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_sheet_is_dropped_onto_the_box_and_looked_through(
    browser: Any, live_server, world: World, language: str
):
    a_branch(world.stone)
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.mei)
    page.context.add_cookies(
        [{"name": "lianjian_language", "value": language, "url": live_server.url}]
    )
    page.goto(reverse("ledgers:imports"))
    data = a_sheet(NEEDS)
    hand = _carried(page, ("需求台账.xlsx", data))
    page.dispatch_event(BOX, "dragover", {"dataTransfer": hand})
    assert page.locator(f"{BOX}.over").count() == 1
    _look(page, f"over-{language}")
    page.dispatch_event(BOX, "drop", {"dataTransfer": hand})
    assert page.locator(f"{BOX}.over").count() == 0
    said = page.locator(".lj-upload-chosen").inner_text()
    assert said.startswith("需求台账.xlsx")
    assert re.search(r"\d(\.\d)? ?(kB|千字节)", said), said
    _look(page, f"dropped-{language}")
    # As high as the page: nothing stands half below the bar of a phone.
    page.set_viewport_size({"width": PHONE["width"], "height": 2400})
    _look(page, f"dropped-phone-{language}")
    page.locator("form[action$='/upload'] button").click()
    page.wait_for_url(re.compile(r"/imports/\d+$"))


def test_of_several_files_the_first_is_taken_and_beside_the_box_nothing_happens(
    browser: Any, live_server, world: World
):
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.mei)
    page.goto(reverse("ledgers:imports"))
    hand = _carried(page, ("一.csv", b"a"), ("二.csv", b"b"))
    page.dispatch_event("main h1", "drop", {"dataTransfer": hand})
    assert page.locator(".lj-upload-chosen").inner_text() == ""
    page.dispatch_event(BOX, "drop", {"dataTransfer": hand})
    names = page.locator("input[type=file]").evaluate("one => [...one.files].map(f => f.name)")
    assert names == ["一.csv"]
    assert page.locator(".lj-upload-chosen").inner_text().startswith("一.csv")


def test_a_chosen_file_is_said_with_its_size_on_the_public_page_too(
    browser: Any, live_server, world: World, tmp_path: Path
):
    file = tmp_path / "共建协议书.pdf"
    file.write_bytes(b"x" * 2_345_678)
    page = a_window(browser, DESKTOP, at=live_server.url)
    page.goto(reverse("verify"))
    page.locator("input[type=file]").set_input_files(file)
    said = page.locator(".lj-upload-chosen").inner_text()
    assert said.startswith("共建协议书.pdf (2.3")


def test_a_finger_is_not_told_to_drop(browser: Any, live_server, world: World):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(live_server.url + reverse("verify"))
    assert not page.locator(".lj-upload-here").is_visible()
    assert violations(page) == []


def test_without_script_the_box_is_an_ordinary_field(
    browser: Any, live_server, world: World, tmp_path: Path
):
    a_branch(world.stone)
    file = tmp_path / "需求台账.xlsx"
    file.write_bytes(a_sheet(NEEDS))
    page = a_window(browser, DESKTOP, javascript=False, at=live_server.url, of=world.mei)
    page.goto(reverse("ledgers:imports"))
    assert not page.locator(".lj-upload-here").is_visible()
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form[action$='/upload'] button").click()
    page.wait_for_url(re.compile(r"/imports/\d+$"))
