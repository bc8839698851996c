"""What happens inside has not happened afterwards: for one question, or for a whole file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest_django
from django.db import connection, transaction


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that is rolled back; a command may be the outermost inside it."""
    block = transaction.atomic()
    # As Django's own TestCase does: a command's durable transaction may lie in this one.
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def a_file_s_database(blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """For a fixture of module scope: what it makes is there for every test of the file."""
    with blocker.unblock():
        _tell_postgresql("VACUUM")  # What tests before took back still lies in its tables,
        with taken_back():
            yield
        _tell_postgresql("VACUUM")  # and what this one does.


def look_at_it() -> None:
    """After much was made: PostgreSQL would join rows that it does not know of one by one, and a
    question over three rows takes minutes."""
    _tell_postgresql("ANALYZE")


def _tell_postgresql(what: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(what)
