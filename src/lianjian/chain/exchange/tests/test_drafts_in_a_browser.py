"""Two editors of one need, of whom one comes back to a draft: neither's word is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground import ui
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.ui.tests.browsing import a_window

from .makers import a_need

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KIT = Path(ui.__path__[0]) / "static" / "ui" / "kit.js"


@pytest.fixture
def need(world) -> Need:
    return a_need(a_branch(world.stone), title="果品销路", detail="两千斤")


def colleague_writes(need: Need, **words: str) -> None:
    with scope_lifted("a colleague"):
        Need.objects.filter(pk=need.pk).update(**words)


def kept(need: Need) -> tuple[str, str]:
    with scope_lifted("a test"):
        row = Need.objects.get(pk=need.pk)
    return row.title, row.detail


def opens(page: Page, need: Need) -> None:
    page.goto(f"/exchange/needs/{need.pk}/change")


def sends(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form[data-draft] .btn-primary").click()


def begins_a_draft(page: Page, need: Need, title: str) -> None:
    opens(page, need)
    page.locator("input[name=title]").fill(title)


def with_faults(page: Page, *faults: tuple[str, str]) -> None:
    """The same script with some of its lines broken."""
    script = KIT.read_text(encoding="utf-8")
    for line, broken in faults:
        assert script.count(line) == 1, line
        script = script.replace(line, broken)
    page.route(
        "**/ui/kit.js", lambda route: route.fulfill(body=script, content_type="text/javascript")
    )


WITHOUT_WHAT_WAS_SHOWN = ("&& (isShown(one.name) || ![", "&& (![")
WITH_EVERY_FIELD = (".filter(([name, words]) => words !== old.get(name))", "")


def test_what_a_colleague_wrote_elsewhere_survives_a_draft(browser, live_server, world, need):
    page = a_window(browser, at=live_server.url, of=world.lin)
    begins_a_draft(page, need, "苹果销路")
    colleague_writes(need, detail="三千斤")
    opens(page, need)
    assert page.locator("input[name=title]").input_value() == "苹果销路"
    assert page.locator("textarea[name=detail]").input_value() == "三千斤"
    sends(page)
    assert kept(need) == ("苹果销路", "三千斤")


def test_a_draft_of_every_field_would_undo_it(browser, live_server, world, need):
    page = a_window(browser, at=live_server.url, of=world.lin)
    with_faults(page, WITHOUT_WHAT_WAS_SHOWN, WITH_EVERY_FIELD)
    begins_a_draft(page, need, "苹果销路")
    colleague_writes(need, detail="三千斤")
    opens(page, need)
    sends(page)
    assert kept(need) == ("苹果销路", "两千斤")


def test_what_was_shown_is_enough_to_keep_it_even_then(browser, live_server, world, need):
    page = a_window(browser, at=live_server.url, of=world.lin)
    with_faults(page, WITH_EVERY_FIELD)
    begins_a_draft(page, need, "苹果销路")
    colleague_writes(need, detail="三千斤")
    opens(page, need)
    sends(page)
    assert kept(need) == ("苹果销路", "三千斤")


def test_a_draft_of_what_a_colleague_changed_too_is_told_both_and_then_decides(
    browser, live_server, world, need
):
    page = a_window(browser, at=live_server.url, of=world.lin)
    begins_a_draft(page, need, "苹果销路")
    colleague_writes(need, title="梨的销路")
    opens(page, need)
    sends(page)
    told = page.locator(".lj-refused").inner_text()
    assert "苹果销路" in told
    assert "梨的销路" in told
    assert kept(need) == ("梨的销路", "两千斤")
    opens(page, need)
    assert page.locator("input[name=title]").input_value() == "苹果销路"
    sends(page)
    assert kept(need) == ("苹果销路", "两千斤")


def test_who_was_told_once_is_told_again_of_what_came_after(browser, live_server, world, need):
    page = a_window(browser, at=live_server.url, of=world.lin)
    begins_a_draft(page, need, "苹果销路")
    colleague_writes(need, title="梨的销路")
    opens(page, need)
    sends(page)
    colleague_writes(need, title="桃的销路")
    opens(page, need)
    sends(page)
    assert "桃的销路" in page.locator(".lj-refused").inner_text()
    assert kept(need) == ("桃的销路", "两千斤")


def test_a_draft_without_it_would_overwrite_in_silence(browser, live_server, world, need):
    page = a_window(browser, at=live_server.url, of=world.lin)
    with_faults(page, WITHOUT_WHAT_WAS_SHOWN)
    begins_a_draft(page, need, "苹果销路")
    colleague_writes(need, title="梨的销路")
    opens(page, need)
    sends(page)
    assert kept(need) == ("苹果销路", "两千斤")
