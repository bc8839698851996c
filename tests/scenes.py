"""Scenes: what a maker takes seconds to make, made once by a process and copied from then on.

The cast with an object for every address is six seconds' work, and file after file begins in it. On
an embedded database the pages of its tables are kept, and whatever the maker gave beside them.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest_django
from django.db import connection

from tests.taking_back import a_file_s_database, look_at_it, taken_back

T = TypeVar("T")

_kept: dict[str, tuple[bytes, bytes]] = {}
"""By the scene's name: its tables, and what its maker gave. Of this process alone: what makers
count (a name for each person) goes on from there."""


@contextmanager
def scene(blocker: pytest_django.DjangoDbBlocker, name: str, make: Callable[[], T]) -> Iterator[T]:
    """For a fixture of module scope: a database in which ``make`` was done, and what it gave.

    Whatever happens inside is taken back, and so is the scene.
    """
    if connection.vendor != "sqlite":
        with a_file_s_database(blocker):
            made = make()
            look_at_it()
            yield made
        return
    with blocker.unblock():
        if name not in _kept:
            with taken_back():
                given = pickle.dumps(make())
                _kept[name] = _tables(), given
        before, (tables, given) = _tables(), _kept[name]
        _put(tables)
        try:
            with taken_back():
                yield pickle.loads(given)  # noqa: S301 - our own, of a moment ago
        finally:
            _put(before)


def _tables() -> bytes:
    """The database as it stands, with what this connection has not committed yet."""
    connection.ensure_connection()
    pages: bytes = connection.connection.serialize()
    return pages


def _put(tables: bytes) -> None:
    """Put other tables in the place of all there are. No transaction may be open."""
    copy: Any = sqlite3.connect(":memory:")
    copy.deserialize(tables)
    copy.backup(connection.connection)
    copy.close()
