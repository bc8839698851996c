"""No secret is committed (T22)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
SECRET = re.compile(r"(^|/)(secret_key|\.env|id_rsa|id_ed25519)$|\.(pem|key|p12|pfx)$")


def committed() -> list[str]:
    """Every committed file; of an unpacked archive all files outside what is ignored anyhow."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        return [one for one in listed.stdout.split("\0") if one]
    return [str(one.relative_to(HOUSE)) for one in HOUSE.glob("*")]


def secrets_among(paths: list[str]) -> list[str]:
    return [one for one in paths if SECRET.search(one)]


def test_no_secret_is_committed():
    assert secrets_among(committed()) == []


def test_control_a_key_in_any_folder_would_be_seen():
    named = ["secret_key", "var/secret_key", "a/b.pem", ".env", "src/x.py", "docs/secret_key.md"]
    assert secrets_among(named) == named[:4]
