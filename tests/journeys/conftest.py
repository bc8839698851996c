"""One house with the demonstration in it for all journeys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import House, house_at
from tests.migrated import kept_tables

WITHOUT_THE_PAST = """
from lianjian.ground.jobs.models import JobRun
JobRun.objects.filter(job__name="demo.tell_past").update(state="done")
"""
"""The worker would add 240 villages while somebody walks: a round with everybody is then a job, or
not yet, as it happens."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: a second worker has all the others to do meanwhile."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/journeys/"))


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product as ``./up`` starts it, filled with the demonstration by its own command."""
    home = Path(tmp_path_factory.mktemp("house"))
    before = House(home, "")
    (home / "lianjian.sqlite3").write_bytes(kept_tables())
    before.run("lianjian.cli", "migrate", "--verbosity", "0")
    before.run("lianjian.cli", "demo", "--core")
    before.run("lianjian.cli", "shell", "--no-imports", "-c", WITHOUT_THE_PAST)
    with house_at(home) as served:
        yield served
