"""How much memory a round needs is said before it is taken; what cannot fit is not begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianjian import cli
from lianjian.files import memory
from lianjian.files.memory import available

from .makers import as_csv

GB = 10**9


def machine(root: Path, files: dict[str, str]) -> Path:
    """What such a machine says of itself."""
    for name, text in {
        "proc/meminfo": "MemTotal: 9 kB\nMemAvailable: 8000000 kB\n",
        **files,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


LIMITED = {
    "no group": ({}, 8_192_000_000),
    "no limit": (
        {
            "proc/self/cgroup": "0::/user.slice/one\n",
            "sys/fs/cgroup/user.slice/one/memory.max": "max\n",
            "sys/fs/cgroup/user.slice/one/memory.current": f"{GB}\n",
        },
        8_192_000_000,
    ),
    "a limit above": (
        {
            "proc/self/cgroup": "0::/user.slice/one\n",
            "sys/fs/cgroup/user.slice/memory.max": f"{3 * GB}\n",
            "sys/fs/cgroup/user.slice/memory.current": f"{2 * GB}\n",
            "sys/fs/cgroup/user.slice/memory.stat": f"anon 5\ninactive_file {GB // 2}\n",
        },
        3 * GB // 2,
    ),
    "in a container": (
        {
            "proc/self/cgroup": "0::/\n",
            "sys/fs/cgroup/memory.max": f"{2 * GB}\n",
            "sys/fs/cgroup/memory.current": f"{GB}\n",
        },
        GB,
    ),
    "of the first version": (
        {
            "proc/self/cgroup": "11:cpu,cpuacct:/one\n4:memory:/docker/one\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": f"{2 * GB}\n",
            "sys/fs/cgroup/memory/memory.usage_in_bytes": f"{GB}\n",
            "sys/fs/cgroup/memory/memory.stat": f"inactive_file 7\ntotal_inactive_file {GB // 4}\n",
        },
        5 * GB // 4,
    ),
    "of the first version, without one": (
        {
            "proc/self/cgroup": "4:memory:/\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            "sys/fs/cgroup/memory/memory.usage_in_bytes": f"{GB}\n",
        },
        8_192_000_000,
    ),
}


@pytest.mark.parametrize("name", LIMITED)
def test_what_is_free_is_what_the_machine_has_or_the_group_may_take(tmp_path, name):
    files, expected = LIMITED[name]
    assert available(machine(tmp_path, files)) == expected


def test_where_nobody_says_what_is_free_nothing_is_said(tmp_path):
    assert available(tmp_path) is None


@pytest.fixture
def a_nation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five candidates that need a nation's memory."""
    monkeypatch.setattr(memory, "PER_CANDIDATE", GB // 2)


@pytest.mark.usefixtures("a_nation")
@pytest.mark.parametrize("command", ["pair", "verify", "explain"])
def test_what_does_not_fit_is_refused_in_one_line_unless_it_is_tried_anyway(
    tmp_path, monkeypatch, capsys, command
):
    county, plan = as_csv(tmp_path / "county"), tmp_path / "plan"
    more = {"pair": ["-o", str(plan)], "verify": [str(plan)], "explain": [str(plan)]}[command]
    if command != "pair":
        assert cli.main(["pair", str(county), "-o", str(plan), "--anyway"]) == 0
    more += ["--village", "pine"] if command == "explain" else []
    capsys.readouterr()
    monkeypatch.setattr(memory, "available", lambda _root: GB)
    assert cli.main([command, str(county), *more]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"lianjian: {county}: needs about 3.0 GB of memory, 1.0 GB are free: --anyway tries it "
        "all the same\n"
    )
    assert plan.exists() == (command != "pair")
    assert cli.main([command, str(county), *more, "--anyway"]) == 0
    assert "needs about 3.0 GB of memory, 1.0 GB are free\n" in capsys.readouterr().err


@pytest.mark.usefixtures("a_nation")
def test_what_fits_is_said_and_done(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(memory, "available", lambda _root: 9 * GB)
    county = as_csv(tmp_path / "county")
    assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "needs about 3.0 GB of memory, 9.0 GB are free"


def test_what_needs_little_is_not_worth_a_word(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(memory, "available", lambda _root: 0)
    county = as_csv(tmp_path / "county")
    assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 0
    assert "memory" not in capsys.readouterr().err


def test_a_file_that_is_none_is_refused_as_what_it_is(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    (county / "candidates.csv").write_bytes(b"")
    assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 2
    assert capsys.readouterr().err == "lianjian: candidates.csv: is empty\n"
