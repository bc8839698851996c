"""What the campaigns over all addresses share: everybody's browser, and existing objects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import pytest_django
from django.db import connection, transaction
from django.test import Client

from tests.cast import World, a_world
from tests.permissions.actors import clients
from tests.permissions.asking import Things, things_of


@dataclass(frozen=True)
class Stage:
    """The cast, a signed-in browser for each column of the matrix, and what addresses need."""

    world: World
    browsers: dict[str, Client]
    things: Things


@contextmanager
def taken_back(blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """A database for the tests of one file: what was made before them is gone after them."""
    with blocker.unblock():
        if connection.vendor == "postgresql":
            # What tests before took back still lies in its tables: without a look at them it joins
            # them row by row, and a question over three rows takes minutes.
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        block = transaction.atomic()
        # As Django's own TestCase does: a command's durable transaction may lie in this one.
        block._from_testcase = True  # type: ignore[attr-defined]
        with block:
            yield
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Stage]:
    """Made once for a file: whoever changes something there does it inside ``undone``."""
    with taken_back(django_db_blocker):
        world = a_world()
        yield Stage(world, clients(world), things_of(world))


@pytest.fixture
def browsers(world: World) -> dict[str, Client]:
    """A signed-in browser for each column of the permission matrix."""
    return clients(world)


@pytest.fixture
def things(world: World) -> Things:
    """Existing objects for every address that needs one."""
    return things_of(world)
