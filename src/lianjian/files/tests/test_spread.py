"""The same bytes from one process and from several, also when one is killed at its work."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lianjian import cli
from lianjian.files import spread

from .asking import THREE, as_parquet, columns_by_lot
from .makers import as_csv
from .test_candidates import digests, found

SLOW = """
import os, time
from pathlib import Path
from lianjian.engine.finding import find as real
from lianjian.files import cities

home = Path({home!r})

def find(ground, city, needs, offers):
    (home / f"{{city}}-{{os.getpid()}}").touch()
    time.sleep(0.4)
    return real(ground, city, needs, offers)

cities.find = find
"""
"""Loaded into each worker: it leaves a mark when it begins a city, and takes its time."""


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return as_parquet(tmp_path / "asked", columns_by_lot(5, villages=300, partners=200))


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts processes, each without anybody who would start it again."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        running.append(
            subprocess.Popen(
                [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()


@dataclass
class Dask:
    """A scheduler and workers, each a process of its own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]
    marks: Path

    def begun(self) -> list[tuple[str, int]]:
        """Every city that a worker (by its process) has begun."""
        marks = [one.name.split("-") for one in self.marks.iterdir()]
        return [(city, int(pid)) for city, pid in marks]

    def at_work(self, worker: subprocess.Popen[bytes]) -> bool:
        return any(pid == worker.pid for _city, pid in self.begun())


@pytest.fixture
def dask(tmp_path: Path, started: Callable[..., subprocess.Popen[bytes]]) -> Dask:
    home, marks = tmp_path / "dask", tmp_path / "dask" / "marks"
    marks.mkdir(parents=True)
    slow, known = home / "slow.py", home / "scheduler.json"
    slow.write_text(SLOW.format(home=str(marks)))
    scheduler = started("-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard",
                        "--scheduler-file", str(known))  # fmt: skip
    until(known.exists)
    workers = [
        started("-m", "distributed.cli.dask_worker", "--scheduler-file", str(known), "--no-nanny",
                "--nthreads", "1", "--no-dashboard", "--local-directory", str(home),
                "--preload", str(slow))
        for _ in range(3)
    ]  # fmt: skip
    from distributed import Client

    with Client(scheduler_file=str(known)) as client:
        client.wait_for_workers(3, timeout=60)
        address = str(client.scheduler.address)
    return Dask(address, scheduler, workers, marks)


def test_a_worker_killed_at_its_work_changes_no_byte(tmp_path, tables, dask, started):
    whole = digests(found(tables, tmp_path / "whole"))
    command = started("-m", "lianjian.cli", "candidates", str(tables), "-o",
                      str(tmp_path / "spread"), "--scheduler", dask.address)  # fmt: skip
    victim = dask.workers[1]
    until(lambda: dask.at_work(victim))
    victim.send_signal(signal.SIGKILL)
    assert victim.wait() == -signal.SIGKILL
    assert command.wait(timeout=120) == 0
    assert digests(tmp_path / "spread") == whole
    # It was at a city when it died; another did that city, and nobody took the dead one's place.
    died_at = {city for city, pid in dask.begun() if pid == victim.pid}
    assert died_at & {city for city, pid in dask.begun() if pid != victim.pid}
    assert {pid for _city, pid in dask.begun()} == {worker.pid for worker in dask.workers}
    assert sorted(os.listdir(tmp_path)) == ["asked", "dask", "spread", "whole"]


def test_a_scheduler_that_is_lost_is_named_and_nothing_is_left(tmp_path, tables, dask):
    command = subprocess.Popen(
        [sys.executable, "-m", "lianjian.cli", "candidates", str(tables), "-o",
         str(tmp_path / "instance"), "--scheduler", dask.address],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until(lambda: dask.at_work(dask.workers[0]))
    dask.scheduler.kill()
    said = command.communicate(timeout=120)[1]
    assert command.returncode == 2, said
    assert said.splitlines()[-1] == (
        f"lianjian: {dask.address}: the scheduler was lost while it worked"
    )
    assert sorted(os.listdir(tmp_path)) == ["asked", "dask"]


def test_workers_of_this_machine_give_the_same_bytes(tmp_path, tables):
    whole = digests(found(tables, tmp_path / "whole"))
    assert digests(found(tables, tmp_path / "two", "--workers", "2")) == whole


def test_ctrl_c_stops_the_workers_too_and_leaves_nothing(tmp_path, tables):
    command = subprocess.Popen(
        [sys.executable, "-m", "lianjian.cli", "candidates", str(tables), "-o",
         str(tmp_path / "instance"), "--workers", "2"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until(lambda: any(tmp_path.glob(".instance.*/found")))
    os.killpg(command.pid, signal.SIGINT)
    said = command.communicate(timeout=60)[1]
    assert command.returncode == 130
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said
    assert sorted(os.listdir(tmp_path)) == ["asked"]


def test_without_the_package_a_line_says_how_to_install_it(tmp_path, monkeypatch, capsys):
    asked = as_csv(tmp_path / "asked", THREE)
    monkeypatch.setattr(spread, "find_spec", lambda name: importlib.util.find_spec("no_" + name))
    for more in (["--workers", "2"], ["--scheduler", "tcp://127.0.0.1:1"]):
        assert cli.main(["candidates", str(asked), "-o", str(tmp_path / "i"), *more]) == 2
        told = capsys.readouterr().err.splitlines()
        assert told == [
            "lianjian: --workers or --scheduler: needs the package distributed; to install it: "
            "pip install lianjian[distributed]"
        ]
    assert cli.main(["candidates", str(asked), "-o", str(tmp_path / "i")]) == 0


def test_a_scheduler_that_does_not_answer_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(spread, "WAIT", "1s")
    asked = as_csv(tmp_path / "asked", THREE)
    typed = ["candidates", str(asked), "-o", str(tmp_path / "i"), "--scheduler"]
    assert cli.main([*typed, "tcp://127.0.0.1:9"]) == 2
    assert "tcp://127.0.0.1:9: no scheduler answers there" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == ["asked"]


def test_nobody_loads_dask_who_did_not_ask_for_it(tmp_path):
    asked = as_csv(tmp_path / "asked", THREE)
    told = subprocess.run(
        [sys.executable, "-c", "import sys; from lianjian import cli; cli.main(sys.argv[1:]);"
         "print('distributed' in sys.modules, 'django' in sys.modules)",
         "candidates", str(asked), "-o", str(tmp_path / "i")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.splitlines()[-1] == "False False"


@pytest.mark.parametrize("wrong", ["0", "two", "-1", "5000"])
def test_a_wrong_number_of_workers_is_refused(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["candidates", "x", "-o", "y", f"--workers={wrong}"])
    assert ended.value.code == 2
    assert "must be a number from 1 to 1000" in capsys.readouterr().err
