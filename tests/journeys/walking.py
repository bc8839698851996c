"""What people do at the pages, in the words that stand there."""

from __future__ import annotations

import re
import time

from lianjian.ground.accounts.demonstration import DEMO_PASSWORD
from tests.browser import Walker

CODE = re.compile(r"\b\d{6}\b")


def sign_in(one: Walker, username: str) -> None:
    """By user name and password, and by the code that a demonstration shows where one is asked."""
    one.open("/account/login/")
    one.write(login=username, password=DEMO_PASSWORD)
    one.send("/login/")
    if "/second-factor/show/" in one.page.url:
        show_code(one)
    assert "/login" not in one.page.url, one.page.inner_text("main")


def show_code(one: Walker) -> None:
    """Type the code that is shown. A code is good once: after a used one, wait for the next."""
    while "/second-factor/" in one.page.url:
        shown = CODE.search(one.page.inner_text("main"))
        assert shown is not None, one.page.inner_text("main")
        one.page.locator("input[name=code]").fill(shown.group())
        one.page.locator("main form:has(input[name=code]) button").first.click()
        one.page.wait_for_load_state()
        if "/second-factor/" in one.page.url:
            time.sleep(31 - time.time() % 30)
            one.page.reload()


def confirm_password(one: Walker) -> None:
    """Show once more that it is you, where the page asks."""
    if "/reauthenticate" in one.page.url:
        one.write(password=DEMO_PASSWORD)
        one.page.locator("main form:has(input[type=password]) button").first.click()
        one.page.wait_for_load_state()
    if "/second-factor/again" in one.page.url:
        show_code(one)
