"""A real browser before the real product: Debian's Chromium, and ``lianjian serve`` on SQLite.

``house`` is the product on the embedded database in a home of its own; ``Walker`` is one person at
one window, who clicks what people would click. Every window notes what it asked the network for:
an address outside the house fails the test. ``LIANJIAN_SCREENSHOTS`` names a folder for pictures.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlparse

import httpx
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    StorageState,
    expect,
)
from tools.kept import the_browser

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = the_browser()
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Width = Literal["phone", "desktop"]
WINDOWS: dict[Width, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
}
PATIENCE = 60.0


def chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium; says what to run where it is missing."""
    if not Path(CHROMIUM).exists():
        raise RuntimeError(f"No Chromium at {CHROMIUM}: ./check says how to install it.")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))


@dataclass
class House:
    """The product, served from a home of its own."""

    home: Path
    url: str
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {
            **kept,
            "LIANJIAN_HOME": str(self.home),
            "LIANJIAN_DEMO": "1",
            "LIANJIAN_NODE_MODULES": str(ROOT / "node_modules"),
            "DJANGO_SETTINGS_MODULE": "lianjian.site.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def run(self, *command: str) -> str:
        """Run a Python module in this house; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def house_at(home: Path) -> Iterator[House]:
    """``lianjian serve`` on a free port, until the test run ends."""
    port = _free_port()
    house = House(home, f"http://127.0.0.1:{port}")
    log = (home / "serve.log").open("wb")
    house.process = subprocess.Popen(
        [sys.executable, "-m", "lianjian.cli", "serve", "--port", str(port)],
        env=house.environment,
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_until_it_answers(house)
        yield house
    finally:
        house.process.terminate()
        house.process.wait(30)
        log.close()


def _wait_until_it_answers(house: House) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if house.process is not None and house.process.poll() is not None:
            break
        try:
            if httpx.get(f"{house.url}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(f"The house does not answer:\n{(house.home / 'serve.log').read_text()}")


@dataclass
class Walker:
    """One person at one window."""

    house: House
    context: BrowserContext
    page: Page
    width: Width
    outside: list[str] = field(default_factory=list)
    received: int = 0
    failed: list[str] = field(default_factory=list)
    scenes: int = 0

    def open(self, address: str) -> None:
        """Go to an address of the house; anything but 200 after redirects fails."""
        answer = self.page.goto(f"{self.house.url}{address}")
        assert answer is not None
        assert answer.status == 200, f"{address} answered {answer.status}"

    def follow(self, address: str) -> None:
        """Follow the link to this address (or to one that begins with it) that can be seen."""
        link = self.page.locator(f'a[href^="{address}"]').locator("visible=true")
        with self.page.expect_navigation():
            link.first.click()

    def write(self, **fields: str) -> None:
        """Write into the fields with these names, as a person types or chooses."""
        for name, value in fields.items():
            found = self.page.locator(f'main [name="{name}"]').locator("visible=true").first
            kind = found.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if kind == "select":
                found.select_option(value)
            elif kind in {"checkbox", "radio"}:
                self.page.locator(f'main [name="{name}"][value="{value}"]').first.check()
            else:
                found.fill(value)

    def send(self, action: str = "") -> None:
        """Press the button of the form that goes to ``action`` (the page's own, if empty); say yes
        where the page asks whether one is sure."""
        which = f'form[method="post"][action$="{action}"]'
        if not action:
            which = 'main form[method="post"]:not(.lj-verb)'
        form = self.page.locator(which).filter(has=self.page.locator("button:visible")).first
        asks = form.get_attribute("data-confirm")
        # Waiting for the load alone would be content with the page that is being left.
        with self.page.expect_navigation():
            form.locator("button:visible").last.click()
            if asks:
                self.page.locator("dialog[open] .btn-primary").click()

    def sees(self, text: str) -> None:
        """The page shows this text somewhere."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, if a folder for pictures is named."""
        folder = os.environ.get("LIANJIAN_SCREENSHOTS")
        if folder:
            path = Path(folder) / f"{name}-{self.width}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(path), full_page=True)

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def must_have_stayed_inside(self) -> None:
        assert self.outside == [], f"asked the outside for {self.outside}"
        assert self.failed == [], f"the browser complained: {self.failed}"


@contextmanager
def walker(
    browser: Browser, house: House, width: Width, *, kept: StorageState | None = None
) -> Iterator[Walker]:
    """A window as wide as a phone or a desk, fresh or with what a browser has ``kept``; at its end
    it must have stayed inside."""
    # Reduced motion, or every click below the fold waits a second for the page to have scrolled.
    context = browser.new_context(
        locale="zh-CN", reduced_motion="reduce", storage_state=kept, **WINDOWS[width]
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    one = Walker(house, context, page, width)
    own = urlparse(house.url).netloc
    context.on("request", lambda request: _note(one, request.url, own))
    page.on("console", lambda said: _complain(one, said.type, said.text))
    page.on("pageerror", lambda error: one.failed.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    _count_bytes(one)
    try:
        yield one
        one.must_have_stayed_inside()
    finally:
        context.close()


def _note(one: Walker, address: str, own: str) -> None:
    parts = urlparse(address)
    if parts.scheme not in {"data", "blob"} and parts.netloc != own:
        one.outside.append(address)


def _complain(one: Walker, kind: str, text: str) -> None:
    # The browser also notes every answer that is not 2xx as an error: those are looked at by open.
    if kind == "error" and "status of" not in text:
        one.failed.append(text)


def _count_bytes(one: Walker) -> None:
    session = one.context.new_cdp_session(one.page)
    session.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        one.received += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
