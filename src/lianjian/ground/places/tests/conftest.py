from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from lianjian.ground.ui.tests.browsing import a_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser
