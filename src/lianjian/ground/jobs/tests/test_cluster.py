"""Real clusters: a worker killed in the middle of a job is replaced and the job runs again; what
somebody waits for is done while long work runs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lianjian.ground.jobs import queue

_SETTINGS = """
from lianjian.site.settings import *
INSTALLED_APPS = [*INSTALLED_APPS, "lianjian.ground.jobs.tests.sample"]
Q_CLUSTER = {**Q_CLUSTER, "poll": 0.1, "guard_cycle": 0.3}
"""
_ASK = """
import json, sys, django
django.setup()
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import queue, services
from lianjian.ground.jobs.models import JobRun
from lianjian.ground.journal.models import Line
verb, folder = sys.argv[1:]
if verb.startswith("sample."):
    services.start(system("a test"), name=verb, arguments={"folder": folder})
if verb == "again":
    queue.deliver_again()
lines = Line.within(Scope.of_everything()).filter(verb="jobs.finish").count()
runs = list(JobRun.objects.values("state", "attempt", "permille", "result"))
print(json.dumps({"runs": runs, "finished": lines}))
"""
_TELL_WHILE_ANOTHER_WRITES = """
import contextlib, sqlite3, sys, time, django
django.setup()
from django.db import connection
from lianjian.ground.core.actors import system
from lianjian.ground.jobs import services, worker
one = services.start(system("a test"), name="sample.note", arguments={"folder": sys.argv[1]})
attempt = worker._claim(one.pk)
connection.cursor().execute("PRAGMA busy_timeout = 1000")
if sys.argv[2] == "waiting":
    worker._without_waiting = contextlib.nullcontext
other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
began = time.monotonic()
worker._work(one, attempt)
print(time.monotonic() - began)
"""
PATIENCE = 90.0


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    (home / "cluster_settings.py").write_text(_SETTINGS)
    made = {
        **os.environ,
        "LIANJIAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "cluster_settings",
        "PYTHONPATH": os.pathsep.join([str(home), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "DATABASE_URL": "",
    }
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=made, check=True
    )
    return made


@pytest.fixture
def cluster(environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with a_cluster(environment, tmp_path / "log") as process:
        yield process


@contextmanager
def a_cluster(environment: dict[str, str], path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with path.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "django", "qcluster"],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def ask(environment: dict[str, str], verb: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _ASK, verb, str(folder)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def until(true: Callable[[], bool]) -> None:
    """Wait for what the cluster does in its own time; PATIENCE is no promise, only an end."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "the cluster did not do it"
        time.sleep(0.2)


def lines_of(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


@pytest.mark.once
def test_a_job_runs_and_a_worker_killed_in_its_middle_is_replaced(
    environment: dict[str, str], cluster: subprocess.Popen[bytes], tmp_path: Path
):
    ask(environment, "sample.wait", tmp_path)
    pids = tmp_path / "pids"
    until(lambda: len(lines_of(pids)) == 1)
    assert ask(environment, "look", tmp_path)["runs"][0]["state"] == "running"

    os.kill(int(lines_of(pids)[0]), signal.SIGKILL)

    # What the schedule does every minute; it sends nothing while the lease still runs.
    def sent_again() -> bool:
        ask(environment, "again", tmp_path)
        return len(lines_of(pids)) == 2

    until(sent_again)
    assert lines_of(pids)[0] != lines_of(pids)[1]
    (tmp_path / "go").touch()
    until((tmp_path / "written").exists)  # To ask takes a start of Django each time.
    until(lambda: ask(environment, "look", tmp_path)["runs"][0]["state"] == "done")

    last = ask(environment, "look", tmp_path)
    [run] = last["runs"]
    assert (run["attempt"], run["permille"], last["finished"]) == (2, 1000, 1)
    assert lines_of(tmp_path / "written") == ["once"]


@pytest.mark.once
def test_what_somebody_waits_for_is_done_while_long_work_runs(
    environment: dict[str, str], cluster: subprocess.Popen[bytes], tmp_path: Path
):
    ask(environment, "sample.wait", tmp_path)
    until(lambda: len(lines_of(tmp_path / "pids")) == 1)
    ask(environment, "sample.note", tmp_path)
    # The control: the worker of long work does not take it, however much time it has.
    time.sleep(2)
    assert not (tmp_path / "noted").exists()

    prompt = {**environment, "Q_CLUSTER_NAME": queue.PROMPT}
    with a_cluster(prompt, tmp_path / "prompt-log"):
        until((tmp_path / "noted").exists)
        until(lambda: states(environment, tmp_path) == {"running": 1, "done": 1})


def states(environment: dict[str, str], folder: Path) -> Counter[str]:
    return Counter(one["state"] for one in ask(environment, "look", folder)["runs"])


@pytest.mark.once
@pytest.mark.parametrize("control", [False, True], ids=["", "control"])
def test_who_tells_how_far_it_is_does_not_wait_for_another_writer(
    environment: dict[str, str], tmp_path: Path, control: bool
):
    """The control waits as long as any other writer, a second here, each time it tells."""
    told = subprocess.run(
        [sys.executable, "-c", _TELL_WHILE_ANOTHER_WRITES, tmp_path, "waiting" * control],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert (float(told.stdout) >= 1) is control
