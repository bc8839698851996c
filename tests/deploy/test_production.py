"""Production settings pass Django's own deployment check and ours (T22)."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.db import connection

from lianjian.site import checks
from tests.conformity import HOUSE

PRODUCTION = {
    "LIANJIAN_PRODUCTION": "1",
    "LIANJIAN_SECRET_KEY": "Zx9-kQ7_tR2.mW5" * 5,
    "LIANJIAN_HOSTS": "lianjian.example",
}
CHECK = [sys.executable, "-m", "lianjian.cli", "check", "--deploy", "--fail-level", "WARNING"]


def run(tmp_path, command=CHECK, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIANJIAN_")}
    kept.pop("DATABASE_URL", None)
    kept["DJANGO_SETTINGS_MODULE"] = "lianjian.site.settings"
    env = {**kept, "LIANJIAN_HOME": str(tmp_path), **more}
    return subprocess.run(command, cwd=HOUSE, env=env, capture_output=True, text=True)


@pytest.mark.campaign
@pytest.mark.once
def test_production_settings_pass_the_deployment_check(tmp_path, campaign):
    done = run(tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    control = run(tmp_path)
    warned = sorted(set(re.findall(r"security\.W\d+", control.stderr)))
    assert control.returncode != 0
    assert {"security.W008", "security.W012", "security.W016"} <= set(warned)
    campaign(
        "T22",
        "check --deploy --fail-level WARNING",
        size=1,
        control=f"without LIANJIAN_PRODUCTION it warns: {', '.join(warned)}",
        outcome="0 warnings",
    )


@pytest.mark.once
def test_a_missing_package_of_the_front_end_stops_the_start(tmp_path):
    done = run(tmp_path, [sys.executable, "-m", "lianjian.cli", "check"],
               LIANJIAN_NODE_MODULES=str(tmp_path / "nothing"))  # fmt: skip
    assert done.returncode != 0
    assert "lianjian.E001" in done.stderr


def test_a_missing_font_stops_the_start(settings, tmp_path):
    settings.NODE_MODULES = tmp_path
    assert [found.id for found in checks.front_end_packages(None)] == ["lianjian.E002"]


@pytest.mark.django_db
def test_healthz_says_ok_and_nothing_else(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_role_that_owns_the_journal_is_warned_of():
    if connection.vendor != "postgresql":
        pytest.skip("only on PostgreSQL: an embedded database has no roles")
    [warning] = checks.journal_has_another_owner(databases=["default"])
    assert warning.id == "lianjian.W001"
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE keeper_of_a_test")
        cursor.execute("ALTER TABLE journal_line OWNER TO keeper_of_a_test")
    assert checks.journal_has_another_owner(databases=["default"]) == []


def test_no_secret_is_kept_in_the_repository():
    done = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True)
    names = done.stdout.splitlines()
    assert not [name for name in names if name.endswith((".pem", ".key", ".env", "secret_key"))]
