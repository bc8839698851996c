"""A pytest plugin that leaves out of the second run what no database decides.

``./check`` runs the tests on SQLite and then on PostgreSQL. Tests marked ``once`` (campaigns about
rights and lives, which our own code decides), those of pages, pure ones without a database and four
fifths of the rooms' files are left out then; under ``--long`` all but the pure ones run on both.
How many were left out is said beside what was skipped.
"""

from __future__ import annotations

import re
from typing import Any
from zlib import crc32

import pytest

from tests.sizes import AGAIN

PURE = (
    "src/lianjian/engine/",
    "src/lianjian/files/",
    "src/lianjian/ground/ui/",
    "tests/conformity/",
    "tests/deploy/",
    "tests/noise/",
)
PAGES = re.compile(r"/test_(\w+_)?pages\.py::")
"""What pages say is said alike on both; what they ask is asked of both by the services' tests."""
_ASKS = {"db", "transactional_db", "live_server"}
LEFT_OUT = pytest.StashKey[int]()


EVERY = ("tests/", "src/lianjian/ground/core/", "src/lianjian/ground/journal/")
"""Where locks, races and what the database itself refuses are tested."""
SOME = 5
"""Of the rooms' own files every fifth: each address is asked of both databases once
(tests/permissions/test_each_once.py), so that no question of a room goes unasked."""


def ran_already(item: Any) -> bool:
    """Whether the run on the first database said enough of what this test can say."""
    if item.get_closest_marker("postgresql"):
        return False
    if item.get_closest_marker("once") or PAGES.search(item.nodeid):
        return True
    asks = _ASKS & set(item.fixturenames) or item.get_closest_marker("django_db")
    if item.nodeid.startswith(PURE) and not asks:
        return True
    file = item.nodeid.partition("::")[0]
    return not file.startswith(EVERY) and crc32(file.encode()) % SOME > 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    if not AGAIN:
        return
    left_out = [item for item in items if ran_already(item)]
    config.stash[LEFT_OUT] = len(left_out)
    items[:] = [item for item in items if not ran_already(item)]
    config.hook.pytest_deselected(items=left_out)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the run that started it; every worker has left out the same."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["once"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("once", 0)
