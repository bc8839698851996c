"""A pytest plugin that goes on where an interrupted ``./check --long`` stopped.

In the file named in ``LIANJIAN_PASSED`` stands which files of tests passed whole, in which run of
the check: it belongs to one state of the source (``tools/check.py``). They are not run again, and
how many that were is said. A file with a test that failed or was skipped is asked anew.

What its campaigns reported (``LIANJIAN_CAMPAIGNS``) stands and falls with the file: the rows of one
that is asked anew are taken out as the run begins, those of one that fails as it ends.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests import campaigns

TAKEN_OVER = pytest.StashKey[list[int]]()
"""How many tests, and in how many files."""
_PASSED = pytest.StashKey[Iterable[str]]()
RUN = os.environ.get("LIANJIAN_RUN", "this run")
NEVER = "tests/phases.py"
"""What the other phases found is of this very check."""


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def passed_before(kept: str, run: str) -> list[str]:
    """The files that passed in an earlier run of this name; a line cut off says nothing."""
    found = []
    for line in Path(kept).read_text(encoding="utf-8").splitlines() if Path(kept).exists() else ():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if said["run"] == run:
            found.append(said["file"])
    return found


class Watch:
    """Writes a file down once all of its tests have passed."""

    def __init__(self, kept: str) -> None:
        self.kept = Path(kept)
        self.open: Counter[str] = Counter()
        self.not_whole: set[str] = {NEVER}
        self.failed: set[str] = set()

    def expect(self, nodeids: list[str]) -> None:
        """Every worker collects the same."""
        self.open = Counter(map(_file_of, nodeids))

    def pytest_runtest_logreport(self, report: Any) -> None:
        file = _file_of(report.nodeid)
        if report.outcome != "passed":
            self.not_whole.add(file)
        if report.outcome == "failed":
            self.failed.add(file)
        if report.when == "teardown":
            self.open[file] -= 1
            if self.open[file] == 0 and file not in self.not_whole:
                # One write of one line to the end: whoever is killed leaves whole lines.
                with self.kept.open("a", encoding="utf-8") as out:
                    out.write(json.dumps({"run": RUN, "file": file}) + "\n")

    def pytest_sessionfinish(self) -> None:
        _take_out_rows(lambda file: file in self.failed)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        if not self.open:
            self.expect(ids)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if session.items:
            self.expect([item.nodeid for item in session.items])


def _take_out_rows(gone: Callable[[str], bool]) -> None:
    """What this run's campaigns in these files have reported is no row of the table."""
    if rows := os.environ.get("LIANJIAN_CAMPAIGNS"):
        campaigns.take_out(Path(rows), lambda one: one.run == RUN and gone(one.file))


def pytest_configure(config: pytest.Config) -> None:
    given: dict[str, Any] | None = getattr(config, "workerinput", None)
    if given is not None:  # Of one snapshot for all workers, those that come later too.
        config.stash[_PASSED] = given.get("passed", [])
        return
    kept = os.environ.get("LIANJIAN_PASSED")
    passed = passed_before(kept, RUN) if kept else []
    config.stash[_PASSED] = passed
    if kept:
        _take_out_rows(lambda file: file not in passed)
        config.pluginmanager.register(Watch(kept), "watch-over-files")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["passed"] = node.config.stash[_PASSED]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    passed = set(config.stash[_PASSED])
    taken = [item for item in items if _file_of(item.nodeid) in passed]
    if taken:
        files = {_file_of(item.nodeid) for item in taken}
        config.stash[TAKEN_OVER] = [len(taken), len(files)]
        items[:] = [item for item in items if _file_of(item.nodeid) not in passed]
        config.hook.pytest_deselected(items=taken)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A worker tells the run that started it; every worker has taken over the same."""
    taken = session.config.stash.get(TAKEN_OVER, [0, 0])
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["taken over"] = taken
    elif exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and any(taken):
        session.exitstatus = pytest.ExitCode.OK  # Nothing is left to do: that is no failure.


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[TAKEN_OVER] = getattr(node, "workeroutput", {}).get("taken over", [0, 0])
