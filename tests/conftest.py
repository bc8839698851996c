"""What the campaigns over all addresses share: everybody's browser, and existing objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
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
from tests.scenes import scene


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


def a_stage() -> tuple[World, Things]:
    world = a_world()
    return world, things_of(world)


def with_cookies(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = SimpleCookie()
    client.cookies.update(cookies)
    return client


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Stage]:
    """For a file: whoever changes something there does it inside ``undone`` or a test's own
    transaction."""
    with scene(django_db_blocker, "stage", a_stage) as (world, things):
        # Signed in anew: a stay grows stale in a quarter of an hour, and a run is longer.
        yield Stage(world, clients(world), things)


@pytest.fixture
def browsers(stage: Stage, db: None) -> dict[str, Client]:
    """A test's own signed-in browser for each column of the permission matrix."""
    return {name: with_cookies(one.cookies) for name, one in stage.browsers.items()}


@pytest.fixture
def things(stage: Stage, db: None) -> Things:
    """Existing objects for every address that needs one."""
    return stage.things
