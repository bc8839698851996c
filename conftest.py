"""What every test may ask for: the world and its cast."""

from __future__ import annotations

import pytest

from tests.cast import World, a_world


@pytest.fixture
def world(db: None) -> World:
    """Sample County, the next county and the cast (tests/cast.py)."""
    return a_world()
