"""One nation for all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import pytest_django

from tests.cast import a_world
from tests.sizes import size
from tests.taking_back import a_file_s_database

from .nation import fill
from .places import NATION, Nation


@pytest.fixture(scope="package")
def nation(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Nation]:
    """In the tables until the last question about it."""
    with a_file_s_database(django_db_blocker):
        a_world()
        nation = Nation.of(size(30_000, long=NATION, again=NATION))
        fill(nation)
        yield nation
