"""kill -9 at every step of keeping a file: no row is ever without its file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import Reporter
from tests.sizes import size

KILLS = size(12, long=60)


def kill_writers(order: str, home: Path) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.writers", order, str(KILLS), "7"],
        env={
            **environment,
            "LIANJIAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["killed"] == KILLS
    return found


@pytest.mark.campaign
@pytest.mark.once
def test_no_kill_leaves_a_row_without_its_file(home: Path, campaign: Reporter):
    found = kill_writers("file-first", home)
    assert found["rows_without_file"] == 0
    assert found["lost"] == 0
    assert found["chain_whole"]
    assert found["acknowledged"] > 0
    campaign(
        "T7",
        "kill -9 while files are kept",
        size=KILLS,
        control="the row first: rows without their file",
        outcome="no row without its file, nothing acknowledged lost, journal whole",
    )


@pytest.mark.campaign
@pytest.mark.once
def test_control_the_other_order_leaves_rows_without_their_file(home: Path):
    assert kill_writers("row-first", home)["rows_without_file"] > 0
