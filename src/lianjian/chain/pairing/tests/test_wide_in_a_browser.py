"""The pages of a wide round in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing import selectors, services
from lianjian.ground.core.scope import Scope
from lianjian.ground.ui.tests.browsing import SIZES, a_window

from .wide_makers import a_motley_round, wide_from

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_bo_asks_about_a_partner_by_name_and_sees_the_proof_checked(
    browser: Any, live_server, world: World, monkeypatch: pytest.MonkeyPatch, size: str
):
    wide_from(monkeypatch, 3)
    motley = a_motley_round(world, 4, villages=12, partners=14)
    services.solve(world.bo.actor, round=motley.round)
    solution = selectors.solution(Scope.of_everything(), motley.round)
    assert solution is not None
    page = a_window(browser, SIZES[size], at=live_server.url, of=world.bo)
    page.goto(reverse("pairing:round", args=[motley.round.pk]))
    page.locator(".pr-cert", has_text="候选中最优").wait_for()
    page.locator("#find").fill("杂单位1")
    with page.expect_navigation():
        page.locator(".pr-why button").click()
    with page.expect_navigation():
        page.locator(".pr-found a").first.click()
    page.locator("#why").get_by_text("重新求解并已证明").wait_for()
    page.goto(reverse("pairing:proof", args=[motley.round.pk]))
    page.get_by_text("刚刚又核验了一遍").first.wait_for()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    for name in ("round_towns", "round_network"):
        page.goto(reverse(f"pairing:{name}", args=[motley.round.pk]))
        counties = page.locator("select[name=county]")
        counties.select_option(index=1)
        with page.expect_navigation():
            counties.locator("xpath=ancestor::form").locator("button").click()
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
