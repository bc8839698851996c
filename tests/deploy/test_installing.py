"""``./up`` and ``./check``: what is done is found done, what is missing is said in words."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tools import check, installing, up
from tools.installing import Phases, Stopped

from tests.conformity import HOUSE


def test_a_stamp_changes_with_what_it_stands_for(tmp_path):
    lock = tmp_path / "a.lock"
    lock.write_text("one")
    before = installing.digest_of(lock)
    assert installing.digest_of(lock) == before
    lock.write_text("two")
    assert installing.digest_of(lock) != before


@pytest.fixture
def a_house(monkeypatch, tmp_path):
    """An empty house whose programs are written down instead of run."""
    ran: list[list[str]] = []
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(installing, "HOUSE", tmp_path)
    monkeypatch.setattr(installing, "NODE_MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(installing, "run", lambda command, **_: ran.append([*map(str, command)]))
    (tmp_path / "node_modules").mkdir()
    return ran


def test_what_is_installed_is_not_installed_again(a_house):
    installing.front_end_packages(dev=False)
    installing.front_end_packages(dev=False)
    assert len(a_house) == 1
    assert "--omit=dev" in a_house[0]
    assert "--ignore-scripts" in a_house[0]


def test_the_pairing_engine_is_compiled_once_for_each_state_of_it(a_house, monkeypatch, tmp_path):
    monkeypatch.setattr(installing, "VENV", tmp_path)
    engine = tmp_path / "src" / "lianjian" / "engine" / "pairing"
    engine.mkdir(parents=True)
    for file in (tmp_path / "requirements.lock", engine / "paths.py"):
        file.write_text("one")
    installing.pairing_engine()
    installing.pairing_engine()
    assert len(a_house) == 1
    (engine / "paths.py").write_text("two")
    installing.pairing_engine()
    assert len(a_house) == 2


def test_what_the_check_needs_is_more_and_is_enough_for_up(a_house):
    installing.front_end_packages(dev=False)
    installing.front_end_packages(dev=True)
    installing.front_end_packages(dev=False)
    assert len(a_house) == 2


def test_an_interrupted_installation_is_begun_again(a_house, monkeypatch):
    def interrupted(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(installing, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            installing.front_end_packages(dev=False)
    installing.front_end_packages(dev=False)
    assert len(a_house) == 1


def test_a_program_that_fails_shows_what_it_said():
    with pytest.raises(Stopped, match="no disk left") as stopped:
        installing.run([sys.executable, "-c", "print('no disk left'); raise SystemExit(7)"])
    assert stopped.value.status == 7


def test_uv_asks_where_pip_is_told_to_ask(tmp_path, monkeypatch):
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://pypi.example/simple\ncert = /ca.pem\n")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_", "SSL_"))}
    env = installing._like_pip({**clean, "PIP_CONFIG_FILE": str(settings)})
    assert env["UV_DEFAULT_INDEX"] == "https://pypi.example/simple"
    assert env["SSL_CERT_FILE"] == "/ca.pem"
    assert env["UV_SYSTEM_CERTS"] == "true"


def test_a_taken_port_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [str(HOUSE / "up"), "--port", str(port)], capture_output=True, text=True
        )
    assert done.returncode == 1
    assert f"LIANJIAN_PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_what_was_started(tmp_path):
    """A program that was started while the user pressed Ctrl-C does not outlive it."""
    code = (
        "import sys, threading, time; from tools.installing import run, stop_children\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "work = threading.Thread(target=lambda: run(sleep), daemon=True); work.start()\n"
        "time.sleep(1); stop_children(); work.join(10); print(work.is_alive())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, timeout=40
    )
    assert done.stdout.strip() == "False"


def test_the_table_of_phases_shows_both_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(up, "KEPT", tmp_path / "up.json")
    monkeypatch.setattr(up, "TABLE", tmp_path / "generated" / "up.md")
    phases = Phases()
    phases.seconds["tables"] = 1.25
    up._keep(phases, "first", 50.0)
    up._keep(phases, "again", 5.0)
    up.write_table()
    page = (tmp_path / "generated" / "up.md").read_text()
    assert "The first time" in page
    assert "| tables | 1.2 |" in page
    assert "| altogether | 5.0 |" in page


def test_a_missing_browser_is_a_failure_with_the_command_to_run(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _name: None)
    said = check.chromium()
    assert said.startswith("missing")
    assert "apt-get install" in said
    assert "chromium" in said


def test_the_check_hides_what_an_operator_has_set():
    assert check._ours("LIANJIAN_HOME")
    assert check._ours("DATABASE_URL")
    assert not check._ours("PATH")


@pytest.mark.parametrize("name", ["up", "check", ".ci/run"])
def test_the_scripts_can_be_run(name):
    assert os.access(HOUSE / name, os.X_OK)
    assert subprocess.run(["bash", "-n", str(Path(HOUSE) / name)]).returncode == 0
