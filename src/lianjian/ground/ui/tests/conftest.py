from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .browsing import a_browser


@pytest.fixture
def demonstration(settings) -> None:
    """The style guide is shown."""
    settings.DEMO = True


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser
