"""The demonstration is told once for the whole module: it is read here, not changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import pytest_django
from tests.taking_back import a_file_s_database

from lianjian.site import demo


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[list[str]]:
    """What ``lianjian demo --core`` said, in a transaction that is rolled back."""
    said: list[str] = []
    with a_file_s_database(django_db_blocker):
        demo.fill(core_only=True, say=said.append)
        yield said
