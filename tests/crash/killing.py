"""Running a program whose forks are killed, and reading what it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def killed(program: str, way: str, kills: int, home: Path, database: str) -> dict[str, Any]:
    """What a program found after so many kills, in a home and a database of its own."""
    done = subprocess.run(
        [sys.executable, "-m", program, way, str(kills), "7"],
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
