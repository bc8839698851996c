"""A long check that was interrupted goes on where it stopped, and takes over only what is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools import check

from . import HOUSE

WHOLE = "def test_one(): pass\ndef test_two(): pass\n"
FAILS = "def test_three(): pass\ndef test_four(): assert False\n"
SKIPS = "import pytest\ndef test_five(): pytest.skip('no gold')\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in (("whole", WHOLE), ("fails", FAILS), ("skips", SKIPS)):
        (tmp_path / f"test_{name}.py").write_text(text)
    return tmp_path


def run(house: Path, *more: str, name: str = "SQLite") -> str:
    """What a run of the check's plugins in a house of three files says."""
    plugins = ("-p", "tests.tally", "-p", "tests.taken_over", "-p", "xdist.plugin")
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(house)]
    done = subprocess.run(
        [*command, *plugins, *more, "."],
        cwd=house, capture_output=True, text=True,
        env={
            **os.environ,
            "PYTHONPATH": f"{HOUSE}:{HOUSE / 'src'}",
            "LIANJIAN_RUN": name,
            "LIANJIAN_PASSED": str(house / "passed"),
            "LIANJIAN_TALLY": "",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
    )  # fmt: skip
    said: str = done.stdout + done.stderr
    return said


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_what_passed_whole_is_taken_over_and_said(house: Path, workers: tuple[str, ...]):
    assert "1 failed, 3 passed, 1 skipped" in run(house, *workers)
    again = run(house, *workers)
    assert "1 failed, 1 passed, 1 skipped" in again
    assert "taken over 2, in 1 files: SQLite" in again


def test_a_run_on_another_database_takes_nothing_over(house: Path):
    run(house)
    assert "1 failed, 3 passed, 1 skipped" in run(house, name="PostgreSQL")


def test_a_file_that_was_interrupted_is_run_again_whole(house: Path):
    """The first of its two tests passes, then somebody ends the run."""
    stops = "import pytest\ndef test_one(): pass\ndef test_two(): pytest.exit('Ctrl-C')\n"
    (house / "test_whole.py").write_text(stops)
    run(house, "test_whole.py")
    (house / "test_whole.py").write_text(WHOLE)
    assert "1 failed, 3 passed, 1 skipped" in run(house)


def test_a_line_that_was_cut_off_says_nothing(house: Path):
    (house / "passed").write_text('{"run": "SQLite", "file": "test_wh')
    assert "1 failed, 3 passed, 1 skipped" in run(house)


def test_where_everything_was_taken_over_the_run_is_good(house: Path):
    for name in ("fails", "skips"):
        (house / f"test_{name}.py").unlink()
    run(house)
    again = run(house)
    assert "2 deselected" in again
    assert "taken over 2, in 1 files: SQLite" in again


def test_another_source_is_asked_anew_and_the_same_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(check, "HOUSE", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text(".cache/\n")
    (tmp_path / "source.py").write_text("one = 1\n")

    def kept(*, afresh: bool = False, gold: bool = True) -> bool:
        """Whether what an earlier check wrote is still there; then writes it."""
        folder = check.what_passed(afresh=afresh, gold=gold)
        assert folder is not None
        was = (folder / "files").exists()
        (folder / "files").touch()
        return was

    assert not kept()
    assert kept()
    assert not kept(afresh=True)
    assert not kept(gold=False)
    (tmp_path / "source.py").write_text("one = 2\n")
    assert not kept()
    (tmp_path / "new.py").write_text("")
    assert not kept(), "a file that nobody has committed yet is source, too"


def test_without_git_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(check, "HOUSE", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert check.what_passed(afresh=False, gold=True) is None
    assert "without git" in capsys.readouterr().out
