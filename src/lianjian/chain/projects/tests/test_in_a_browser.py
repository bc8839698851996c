"""The pages of this room in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.cast import World

from lianjian.ground.ui.tests.browsing import PHONE, a_window

from . import makers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def test_an_answer_that_was_refused_once_is_not_offered_again(
    browser: Any, live_server, world: World
):
    """Refused, the form comes back on a page of its own: the draft it left on this one goes when
    that one gets through."""
    project = makers.proposed(world)
    page = a_window(browser, PHONE, at=live_server.url, of=world.wen)
    page.goto(reverse("projects:project", args=[project.pk]))
    form = page.locator("form[data-draft^=project-answer]")
    form.locator("input[type=radio]").last.check()
    with page.expect_navigation():
        form.locator("button.btn-touch").click()
    assert page.url.endswith("/answer"), "a change without words is refused"
    form.locator("textarea[name=reason]").fill("先把水渠修好。")
    with page.expect_navigation():
        form.locator("button.btn-touch").click()
    page.get_by_text("先把水渠修好。").first.wait_for()
    assert form.locator(".lj-draft").count() == 0
