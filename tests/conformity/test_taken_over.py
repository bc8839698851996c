"""A long check that was interrupted goes on where it stopped, and takes over only what is whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from tools.check import Check
from tools.kept import PAGE_OF_CAMPAIGNS, Kept

from tests.campaigns import Report, reported

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
            "LIANJIAN_CAMPAIGNS": str(house / "campaigns"),
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


def row(house: Path, file: str, run: str = "SQLite") -> None:
    """What a campaign of an earlier check has reported there."""
    made = Report("T6", file, "SQLite", "9", "found", "good", "2026-07-01", True, "", file, run)
    with (house / "campaigns").open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(made)) + "\n")


def rows(house: Path) -> set[tuple[str, str]]:
    return {(one.file, one.run) for one in reported(house / "campaigns")}


def test_the_rows_of_a_file_that_is_asked_anew_are_taken_out(house: Path):
    run(house)
    for file in ("test_whole.py", "test_fails.py"):
        row(house, file)
    row(house, "test_fails.py", "PostgreSQL")
    run(house)
    assert rows(house) == {("test_whole.py", "SQLite"), ("test_fails.py", "PostgreSQL")}


CAMPAIGN = """
import pytest
from tests.campaigns import campaign
def test_a_campaign(campaign):
    campaign("T6", "a life", size=9, control="found", outcome="good")
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
@pytest.mark.parametrize(("control", "stands"), [("assert True", True), ("assert False", False)])
def test_a_campaign_whose_file_fails_is_no_row(
    house: Path, workers: tuple[str, ...], control: str, stands: bool
):
    """Its own test passed and has reported; then its control fails."""
    (house / "test_campaign.py").write_text(f"{CAMPAIGN}def test_control(): {control}\n")
    run(house, *workers)
    assert rows(house) == ({("test_campaign.py", "SQLite")} if stands else set())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A house of one file, under git."""
    house = tmp_path / "house"
    house.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=house, check=True)
    (house / ".gitignore").write_text(".cache/\n")
    (house / "source.py").write_text("one = 1\n")
    return house


def begin(house: Path, *, afresh: bool = False, **env: str) -> Kept:
    return Kept.begin(house, house.parent, env, afresh=afresh)


def is_kept(house: Path, *, afresh: bool = False, **env: str) -> bool:
    """Whether what an earlier check wrote is still there; then writes it."""
    folder = begin(house, afresh=afresh, **env).folder
    was = (folder / "files").exists()
    (folder / "files").touch()
    return was


def test_another_source_is_asked_anew_and_the_same_goes_on(source: Path):
    assert not is_kept(source)
    assert is_kept(source)
    assert not is_kept(source, afresh=True)
    (source / "source.py").write_text("one = 2\n")
    assert not is_kept(source)
    (source / "new.py").write_text("")
    assert not is_kept(source), "a file that nobody has committed yet is source, too"
    assert is_kept(source)
    page = source / PAGE_OF_CAMPAIGNS
    page.parent.mkdir(parents=True)
    page.write_text("what the check itself writes")
    assert is_kept(source)


def test_other_gold_and_another_browser_are_asked_anew(source: Path, tmp_path: Path):
    gold, other = tmp_path / "gold", tmp_path / "other"
    for folder in (gold, other):
        folder.mkdir()
        (folder / "facts.json").write_text("[]")
    is_kept(source)
    assert not is_kept(source, LIANJIAN_GOLD=str(gold))
    assert is_kept(source, LIANJIAN_GOLD=str(gold))
    assert not is_kept(source, LIANJIAN_GOLD=str(other))
    (other / "facts.json").write_text("[1]")
    assert not is_kept(source, LIANJIAN_GOLD=str(other))
    os.utime(other / "facts.json", (1, 1))
    assert not is_kept(source, LIANJIAN_GOLD=str(other))
    (other / "more.json").write_text("[]")
    assert not is_kept(source, LIANJIAN_GOLD=str(other))
    assert not is_kept(source, LIANJIAN_GOLD=str(other), LIANJIAN_CHROMIUM="/opt/chromium")
    assert is_kept(source, LIANJIAN_GOLD=str(other), LIANJIAN_CHROMIUM="/opt/chromium")


def change(source: Path) -> None:
    (source / "source.py").write_text("one = 2\n")


def change_and_change_back(source: Path) -> None:
    change(source)
    (source / "source.py").write_text("one = 1\n")


CHANGES = [change, change_and_change_back]


@pytest.mark.parametrize("edit", CHANGES)
def test_what_passed_while_somebody_edited_the_source_is_forgotten(
    source: Path, edit: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
):
    """By the check itself: one that goes on untouched keeps the file (the control)."""
    checking = Check({}, source.parent, begin(source))
    passes = "import os; open(os.environ['LIANJIAN_PASSED'], 'a').write('passed')"
    checking.tests("SQLite", [sys.executable, "-c", passes])
    assert is_kept(source)
    assert checking.kept is not None
    (checking.kept.folder / "campaigns").write_text("a row\n")
    edit(source)
    checking.tests("SQLite", [sys.executable, "-c", passes])
    assert "changed while it ran" in capsys.readouterr().out
    assert Path(checking.kept.told()["LIANJIAN_CAMPAIGNS"]).read_text() == "a row\n"
    checking.tests("PostgreSQL", [sys.executable, "-c", passes])
    checking.kept.forget()
    assert not is_kept(source)


@pytest.mark.parametrize("edit", CHANGES)
def test_what_passed_in_a_check_that_was_ended_while_somebody_edited_is_forgotten(
    source: Path, edit: Callable[[Path], None]
):
    is_kept(source)
    edit(source)
    assert not is_kept(source)


def test_without_git_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    kept = Kept.begin(tmp_path, tmp_path / "scratch", {}, afresh=False)
    assert kept.folder == tmp_path / "scratch"
    assert "without git" in capsys.readouterr().out
