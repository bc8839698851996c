"""A real browser for tests: Debian's Chromium, Chinese, with an eye on the network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from tests.cast import Character

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "desktop": DESKTOP}


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, closed again at the end. Django's rows may be made while it is open."""
    # Playwright keeps a loop running in this thread, which Django takes for async code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=ARGUMENTS
            )
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
    context: BrowserContext = browser.new_context(
        viewport=size, locale="zh-CN", java_script_enabled=javascript, base_url=at or None
    )
    if of is not None:
        session = of.client().cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": at}])
    page = context.new_page()
    page.emulate_media(media=media)
    return page
