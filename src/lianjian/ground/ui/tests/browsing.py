"""A real browser for tests: Debian's Chromium, Chinese, with an eye on the network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.browser import chromium
from tests.cast import Character

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
AXE: Path = settings.NODE_MODULES / "axe-core" / "axe.min.js"
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "desktop": DESKTOP}


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, closed again at the end. Django's rows may be made while it is open."""
    # Playwright keeps a loop running in this thread, which Django takes for async code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = chromium(playwright)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def a_window(
    browser: Browser,
    size: ViewportSize = DESKTOP,
    *,
    javascript: bool = True,
    at: str = "",
    of: Character | None = None,
    media: Literal["print", "screen"] = "screen",
) -> Page:
    """A page of its own: ``of`` a character who is signed in ``at`` an address."""
    # Reduced motion, or every click below the fold waits a second for the page to have scrolled.
    context: BrowserContext = browser.new_context(
        viewport=size,
        locale="zh-CN",
        java_script_enabled=javascript,
        base_url=at or None,
        reduced_motion="reduce",
    )
    if of is not None:
        session = of.client().cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": at}])
    page = context.new_page()
    page.emulate_media(media=media)
    return page


@dataclass(slots=True)
class Weight:
    """What a browser received: bytes over the wire, by address, and who was asked."""

    received: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.received.values())


@contextmanager
def weighing(page: Page) -> Iterator[Weight]:
    """Adds up what ``page`` receives inside, as the network saw it: headers and compressed bodies.

    What comes from the browser's own cache weighs nothing.
    """
    weight = Weight()
    addresses: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def asked(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]
        weight.asked.append(event["request"]["url"])

    def finished(event: dict[str, Any]) -> None:
        address = addresses.get(event["requestId"], "?")
        weight.received[address] = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    yield weight
    session.detach()


def _as_it_is(application: Any) -> Any:
    return application


@contextmanager
def served_as_in_production(settings: Any, home: Path) -> Iterator[str]:
    """The product with its static files collected, named by hash and compressed; its address."""
    settings.STATIC_ROOT = home
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "lianjian.site.static.Collected"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    server = LiveServer("localhost", start=False)
    # WhiteNoise answers, as it does behind granian, and not Django's own view of the sources.
    server.thread.static_handler = _as_it_is  # type: ignore[assignment]
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def violations(page: Page) -> list[str]:
    """What axe-core has against a page (WCAG 2.0 to 2.2, A and AA), one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, {preload: false, resultTypes: ["violations"],
        runOnly: {type: "tag",
        values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})
        ).violations"""
    )
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found
        for node in one["nodes"]
    ]
