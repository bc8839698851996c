"""Drafts in a real browser: whose they are, and when they go."""

from __future__ import annotations

import pytest

from .browsing import a_window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demonstration"),
]


def begins_to_write(page, name: str) -> None:
    page.goto("/kit")
    page.locator("form[data-draft=sample]").get_by_label("名称").fill(name)


def name_found(page) -> str:
    page.goto("/kit")
    return str(page.locator("form[data-draft=sample]").get_by_label("名称").input_value())


def kept_on_the_device(page) -> list[str]:
    return list(page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))"))


def comes_to_the_same_device(page, who, address: str) -> None:
    session = who.client().cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def signs_out(page) -> None:
    page.locator(".lj-post summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/account/login/**")


def test_a_draft_waits_for_its_person_and_for_nobody_else(browser, live_server, world):
    page = a_window(browser, at=live_server.url, of=world.lin)
    begins_to_write(page, "果苗")
    comes_to_the_same_device(page, world.tao, live_server.url)
    assert name_found(page) == ""
    comes_to_the_same_device(page, world.lin, live_server.url)
    assert name_found(page) == "果苗"


def test_a_draft_that_belonged_to_the_device_would_be_seen_by_the_next(browser, live_server, world):
    page = a_window(browser, at=live_server.url, of=world.lin)
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => delete document.body.dataset.person)"
    )
    begins_to_write(page, "果苗")
    comes_to_the_same_device(page, world.tao, live_server.url)
    assert name_found(page) == "果苗"


def test_signing_out_leaves_no_draft_of_this_person_and_those_of_others(
    browser, live_server, world
):
    page = a_window(browser, at=live_server.url, of=world.tao)
    begins_to_write(page, "茶苗")
    comes_to_the_same_device(page, world.lin, live_server.url)
    begins_to_write(page, "果苗")
    assert len(kept_on_the_device(page)) == 2
    signs_out(page)
    assert kept_on_the_device(page) == [f"lianjian.draft.{world.tao.actor.person}./kit/done.sample"]
    comes_to_the_same_device(page, world.lin, live_server.url)
    assert name_found(page) == ""


def test_what_was_written_and_taken_back_is_not_kept(browser, live_server):
    page = a_window(browser, at=live_server.url)
    begins_to_write(page, "果苗")
    assert len(kept_on_the_device(page)) == 1
    page.locator("form[data-draft=sample]").get_by_label("名称").fill("")
    assert kept_on_the_device(page) == []


def test_a_draft_that_did_not_get_through_outlives_what_else_is_saved(browser, live_server):
    page = a_window(browser, at=live_server.url)
    begins_to_write(page, "果苗")
    page.route("**/kit/done", lambda route: route.fulfill(status=500, body=b"trouble" + b" " * 600))
    page.locator("form[data-draft=sample]").get_by_role("button", name="保存").click()
    page.get_by_text("trouble").wait_for()
    page.unroute("**/kit/done")
    page.goto("/kit")
    page.get_by_role("button", name="公布").click()
    page.get_by_role("dialog").get_by_role("button", name="是，就这样办").click()
    page.get_by_text("表单已送到").wait_for()
    assert name_found(page) == "果苗"
