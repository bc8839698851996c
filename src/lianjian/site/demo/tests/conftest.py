"""The demonstration is told once for the whole module: it is read here, not changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from lianjian.site import demo


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    block = transaction.atomic()
    # As Django's own TestCase does: a command's durable transaction may lie in this one.
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """What ``lianjian demo --core`` said, in a transaction that is rolled back."""
    said: list[str] = []
    with django_db_blocker.unblock(), taken_back():
        demo.fill(core_only=True, say=said.append)
        yield said
