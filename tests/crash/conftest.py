"""A database beside the tests' own, for programs that are killed while they write to it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database beside the tests' own; empty for SQLite's in its home."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = f"crash_{uuid.uuid4().hex}"
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield f"{base}/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
