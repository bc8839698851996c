"""A pytest plugin that keeps the tables, as all migrations make them, from one run to the next.

Migrating takes most of a short run, and every process of a run does it anew. On an embedded
database it is done once for each state of the migrations; whoever comes later copies the pages.
``python -m tests.migrated`` does it before two processes would at once. On PostgreSQL it is done
once for each server (``tests.postgresql``): every process's database is a copy of that one.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
import pytest
from django.core.management.commands import migrate
from django.db import connections
from tools.installing import HOUSE, digest_of

KEPT = HOUSE / ".cache" / "tests"
_migrate = migrate.Command.handle


def kept_at() -> Path:
    """Where the tables of this state of the migrations are kept."""
    ours = (HOUSE / "src").glob("lianjian/*/*/migrations/*.py")
    asks = (HOUSE / "src").glob("lianjian/*/*/apps.py")
    state = digest_of(HOUSE / "requirements.lock", Path(__file__), *ours, *asks)
    return KEPT / f"migrated-{sys.version_info[0]}.{sys.version_info[1]}-{state}.sqlite3"


def is_fresh(options: Any) -> bool:
    """Whether everything is to be migrated, in an embedded database with nothing in it."""
    connection: Any = connections[options["database"]]
    whole = not options["app_label"] and not options["plan"] and not options["check_unapplied"]
    return (
        whole
        and connection.vendor == "sqlite"
        and connection.is_in_memory_db()
        and not connection.introspection.table_names()
    )


def is_a_copy(options: Any) -> bool:
    """Whether the database was made from one in which everything is migrated."""
    whole = not options["app_label"] and not options["plan"] and not options["check_unapplied"]
    return whole and bool(connections[options["database"]].settings_dict["TEST"].get("TEMPLATE"))


def handle(self: migrate.Command, *arguments: Any, **options: Any) -> Any:
    """``migrate`` of a test run: from what is kept, or in earnest, and then it is kept."""
    if is_a_copy(options):
        return None
    if not is_fresh(options):
        return _migrate(self, *arguments, **options)
    connection, kept = connections[options["database"]], kept_at()
    connection.ensure_connection()
    if kept.exists():
        with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as tables:
            tables.backup(connection.connection)
        tables.close()
        return None
    said = _migrate(self, *arguments, **options)
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=KEPT, delete=False) as made:
        made.write(connection.connection.serialize())
    os.replace(made.name, kept)
    return said


def kept_tables() -> bytes:
    """An embedded database in which everything is migrated, for a program of a test's own."""
    if not kept_at().exists():
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        subprocess.run([sys.executable, "-m", "tests.migrated"], env=environment, check=True)
    return kept_at().read_bytes()


def keep_tables() -> None:
    """From now on ``migrate`` keeps them, and takes what is kept."""
    setattr(migrate.Command, "handle", handle)  # noqa: B010 - a checker forbids it spelled out


def pytest_configure(config: pytest.Config) -> None:
    keep_tables()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    keep_tables()
    connections["default"].creation.create_test_db(verbosity=0, serialize=False)
    connections.close_all()
