"""What the campaigns over all addresses share: everybody's browser, and existing objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
import pytest_django
from django.template import Template
from django.test import Client
from django.test import utils as test_utils

from tests.cast import World, a_world
from tests.permissions.actors import clients
from tests.permissions.asking import Things, things_of
from tests.taking_back import a_file_s_database, look_at_it


@dataclass(frozen=True)
class Stage:
    """The cast, a signed-in browser for each column of the matrix, and what addresses need."""

    world: World
    browsers: dict[str, Client]
    things: Things


@pytest.fixture(scope="module", autouse=True)
def _pages_are_written_as_in_earnest(django_test_environment: None) -> Iterator[None]:
    """Django's tests keep a copy of all that each template was given. No campaign looks at it, and
    it takes a sixth of every page."""
    watched: Any = test_utils
    with mock.patch.object(Template, "_render", watched._TestState.saved_data.template_render):
        yield


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Stage]:
    """Made once for a file: whoever changes something there does it inside ``undone``."""
    with a_file_s_database(django_db_blocker):
        world = a_world()
        made = Stage(world, clients(world), things_of(world))
        look_at_it()
        yield made


@pytest.fixture
def browsers(world: World) -> dict[str, Client]:
    """A signed-in browser for each column of the permission matrix."""
    return clients(world)


@pytest.fixture
def things(world: World) -> Things:
    """Existing objects for every address that needs one."""
    return things_of(world)
