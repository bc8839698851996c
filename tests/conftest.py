"""What the campaigns over all addresses share: everybody's browser, and existing objects."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import World
from tests.permissions.actors import clients
from tests.permissions.asking import Things, things_of


@pytest.fixture
def browsers(world: World) -> dict[str, Client]:
    """A signed-in browser for each column of the permission matrix."""
    return clients(world)


@pytest.fixture
def things(world: World) -> Things:
    """Existing objects for every address that needs one."""
    return things_of(world)
