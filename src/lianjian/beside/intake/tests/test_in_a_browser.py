"""A text on its way through a real browser, on a desk and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser
from tests.cast import World

from lianjian.beside.intake import selectors
from lianjian.beside.intake.models import Submission
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import worker
from lianjian.ground.ui.tests.browsing import DESKTOP, PHONE, a_window, violations

from .makers import A_REPORT
from .test_services import says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVERYTHING = Scope.of_everything()
TO_ITS_END = "scrollTo(0, document.body.scrollHeight)"


def test_a_pasted_text_becomes_records_with_one_touch(
    browser: Browser, live_server: Any, world: World
):
    a_branch(world.stone)
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.mei)
    page.goto(reverse("intake:submissions"))
    assert violations(page) == []
    page.fill("textarea[name=text]", A_REPORT)
    page.locator("form[action$='/hand-in'] button").last.click()
    page.wait_for_url(re.compile(r"/reports/\d+$"))
    kept = Submission.within(EVERYTHING).order_by("-pk")[0]
    # Only the tests' database, all in memory, cannot be asked while it is written.
    page.context.set_offline(True)
    assert worker.run(kept.job_id or 0) == "done"
    page.context.set_offline(False)
    text = selectors.one(world.mei.scope, kept.pk)
    page.wait_for_selector(".ik-text")  # The page follows the reading by itself.
    says(text, world, title="两盏路灯")
    says(text, world, title="一座冷库")
    page.reload()
    # At the page's end the bar at its foot covers nothing.
    page.evaluate(TO_ITS_END)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    page.evaluate(TO_ITS_END)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    assert violations(page) == []
    with page.expect_navigation():
        page.locator(".lj-dock button").click()
    page.wait_for_selector("text=已成记录")
    titles = set(Need.within(EVERYTHING).values_list("title", flat=True))
    assert {"两盏路灯", "一座冷库"} <= titles


def test_what_was_written_is_still_there_after_the_line_was_lost(
    browser: Browser, live_server: Any, world: World
):
    page = a_window(browser, PHONE, at=live_server.url, of=world.lin)
    page.goto(reverse("intake:submissions"))
    page.fill("textarea[name=text]", "今天专家来了")
    page.context.set_offline(True)
    page.wait_for_timeout(800)
    page.context.set_offline(False)
    page.goto(reverse("intake:submissions"))
    assert page.input_value("textarea[name=text]") == "今天专家来了"
