"""What every test may ask for: the world and its cast."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from tests.campaigns import campaign  # noqa: F401 - a fixture for every test
from tests.cast import World, a_world
from tests.emptying import let_django_empty_tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ["tests.migrated", "tests.once"]

# How long an example takes says how busy the machine is, and nothing of our code.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for garbage again and again would be a tenth
    of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _journal_is_emptied_between_tests() -> None:
    let_django_empty_tables()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed after a file: while it is open, no journey of the same process can open one."""
    from lianjian.ground.ui.tests.browsing import a_browser

    with a_browser() as opened:
        yield opened


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """Its windows are closed after each test: a page that stays open goes on working."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def home(tmp_path: Path, db: None) -> Path:
    """A home for programs of a test's own, with an empty SQLite database that is up to date.

    Copied from this process's, where that is SQLite, too: migrating takes most of such a test.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        (tmp_path / "lianjian.sqlite3").write_bytes(connection.connection.serialize())
    return tmp_path


@pytest.fixture
def world(db: None) -> World:
    """Sample County, the next county and the cast (tests/cast.py)."""
    return a_world()
