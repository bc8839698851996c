"""What every test may ask for: the world and its cast."""

from __future__ import annotations

import pytest
from tests.campaigns import campaign  # noqa: F401 - a fixture for every test
from tests.cast import World, a_world
from tests.emptying import let_django_empty_tables

pytest_plugins = ["tests.once"]


@pytest.fixture(scope="session", autouse=True)
def _journal_is_emptied_between_tests() -> None:
    let_django_empty_tables()


@pytest.fixture
def world(db: None) -> World:
    """Sample County, the next county and the cast (tests/cast.py)."""
    return a_world()
