"""The steps that both journeys take: somebody at a window, and what stands on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, StorageState

from tests.browser import House, Walker, Width, walker

from .walking import confirm_password, sign_in


class Walk:
    """Opens a window for one person after the other, and keeps their pictures in one album.

    Each person has a browser, which stays signed in from one window to the next.
    """

    def __init__(self, browser: Browser, house: House, album: str) -> None:
        self.album = album
        self.window = partial(walker, browser, house)
        self.browsers: dict[str, StorageState] = {}

    @contextmanager
    def as_(self, username: str, width: Width) -> Iterator[Walker]:
        with self.window(width, kept=self.browsers.get(username)) as one:
            if username not in self.browsers:
                sign_in(one, username)
            yield one
            self.browsers[username] = one.context.storage_state()

    def as_nobody(self, width: Width) -> AbstractContextManager[Walker]:
        return self.window(width)

    def account_of(self, body: str) -> str:
        """Who speaks for a body: the sign-in page of a demonstration says it."""
        [account] = self.accounts_of([body])
        return account

    def accounts_of(self, bodies: Sequence[str]) -> list[str]:
        with self.as_nobody("desktop") as one:
            one.open("/account/login/")
            lines = one.page.locator("ul.acc-list li")
            hosts = [body.removesuffix("党支部") for body in bodies]
            return [
                lines.filter(has_text=host).locator("a").first.text_content() or ""
                for host in hosts
            ]

    def picture(self, one: Walker, name: str) -> None:
        """Keep a picture, and look for anything wider than the window (axe: tests/pages)."""
        one.picture(f"{self.album}/{name}")
        assert one.overflow() <= 0, f"{name} is {one.overflow()} px wider than a {one.width}"


def number_in(address: str) -> str:
    """The key of the record whose page an address is."""
    found = re.findall(r"\d+", address.rpartition(":")[2].partition("/")[2])
    assert found, address
    return str(found[0])


def publish_the_round(one: Walker, name: str) -> str:
    """From the list: open the round that waits, solve it if it is not solved yet, publish it."""
    one.open("/pairing/rounds")
    one.page.get_by_role("link", name=name).locator("visible=true").first.click()
    one.page.wait_for_load_state()
    round_ = number_in(one.page.url)
    if one.page.locator(f'form[action$="/rounds/{round_}/publish"]').count() == 0:
        one.send(f"/rounds/{round_}/solve")
        one.open(f"/pairing/rounds/{round_}")
    one.page.locator("a[href*='/proof']").first.click()
    one.page.wait_for_load_state()
    one.open(f"/pairing/rounds/{round_}")
    one.send(f"/rounds/{round_}/publish")
    return round_


def say_yes(one: Walker) -> str:
    """From the page *today* to the first proposal that waits, and yes. Gives its address."""
    one.open("/today")
    one.follow("/pairing/proposals/")
    proposal = number_in(one.page.url)
    one.send(f"/proposals/{proposal}/accept")
    return f"/pairing/proposals/{proposal}"


def consult_and_open(one: Walker, accord: str) -> None:
    """Send the draft to its parties, and open it for signing."""
    one.open(f"/accords/{accord}")
    one.send(f"/accords/{accord}/consult")
    one.send(f"/accords/{accord}/open")


def read_and_sign(one: Walker, accord: str) -> None:
    """Open the accord, read its text, show that it is oneself, sign."""
    one.open(f"/accords/{accord}")
    one.follow(f"/accords/{accord}/sign")
    confirm_password(one)
    one.send(f"/accords/{accord}/sign")
    confirm_password(one)
    assert one.page.url.endswith(f"/accords/{accord}"), one.page.url


def download(one: Walker, address: str, to: Path) -> Path:
    """Keep what the link to this address gives."""
    with one.page.expect_download() as coming:
        one.page.locator(f'a[href="{address}"]').first.evaluate(
            "e => { e.download = ''; e.click() }"
        )
    coming.value.save_as(to)
    return to


def verify(one: Walker, file: Path) -> str:
    """Hand a file to the public verify page; gives what the page says."""
    one.page.goto(f"{one.house.url}/verify/")
    one.page.locator("input[type=file]").set_input_files(file)
    one.send()
    return one.page.inner_text("main")


def one_byte_changed(file: Path) -> Path:
    """The same file but for one bit in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    changed = file.with_name(f"changed-{file.name}")
    changed.write_bytes(bytes(data))
    return changed
