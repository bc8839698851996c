"""kill -9 while a sheet is taken in: all of it or nothing, and by the worker whole portions.

Whoever takes it once more has exactly what a take brings that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.campaigns import Reporter
from tests.sizes import size

KILLS = size(12, long=100)
CONTROL = size(5, long=40)

pytestmark = [pytest.mark.campaign, pytest.mark.django_db]


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


def kill_takers(way: str, kills: int, home: Path, database: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.takers", way, str(kills), "7"],
        env={
            **os.environ,
            "DATABASE_URL": database,
            "LIANJIAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["killed"] == kills
    return found


def test_a_take_that_is_killed_has_brought_all_or_nothing(
    tmp_path: Path, database: str, campaign: Reporter
):
    found = kill_takers("inline", KILLS, tmp_path, database)
    assert found["faults"] == {}
    assert (found["half_way"], found["rows_without_file"], found["chain_whole"]) == (0, 0, True)
    assert 0 < found["just_in"] < KILLS
    campaign(
        "T7",
        "kill -9 while a sheet is taken in",
        size=KILLS,
        control="each line committed by itself: sheets half in",
        outcome="all or nothing; taken again nothing lost or twice; files and journal whole",
    )


def test_a_worker_that_is_killed_leaves_whole_portions_and_another_goes_on(
    tmp_path: Path, database: str, campaign: Reporter
):
    found = kill_takers("portions", KILLS, tmp_path, database)
    assert found["faults"] == {}
    assert (found["rows_without_file"], found["chain_whole"]) == (0, True)
    assert found["half_way"] > 0
    assert found["just_in"] > 0
    campaign(
        "T7",
        "kill -9 of a worker between portions of a sheet",
        size=KILLS,
        control="going on with what the first look had found: lines are in twice",
        outcome="whole portions, and the look says which; going on nothing lost or twice",
    )


@pytest.mark.once
def test_control_each_line_committed_by_itself_leaves_a_sheet_half_in(
    tmp_path: Path, database: str
):
    assert kill_takers("row-by-row", CONTROL, tmp_path, database)["faults"]["half done"] > 0


@pytest.mark.once
def test_control_going_on_without_a_new_look_brings_lines_twice(tmp_path: Path, database: str):
    assert kill_takers("unweighed", CONTROL, tmp_path, database)["faults"]["there twice"] > 0
