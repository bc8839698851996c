"""What is seen while it works: one line rewritten in a terminal, a line a phase in a pipe."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lianjian.engine.pairing.progress import Step
from lianjian.files.progress import Line, Phases, Share, Solving
from lianjian.files.stopping import Stop

from .makers import as_csv


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Stands until it is moved."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        patch.setattr("lianjian.files.progress.time.perf_counter", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_line_is_rewritten_a_few_times_a_second_and_ends_with_its_seconds(clock, monkeypatch):
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    with Phases().phase("solving") as line:
        for tenth in range(10):
            clock.now = 100 + tenth / 10
            line.tell(lambda tenth=tenth: f"{tenth} tenths")  # type: ignore[misc]
    said = seen.getvalue().split("\r")
    assert [re.sub(r"\x1b\[K", "", one) for one in said[1:-1]] == [
        "solving  0 s, 3 tenths",
        "solving  1 s, 6 tenths",
        "solving  1 s, 9 tenths",
    ]
    assert said[-1] == "solving                               0.90 s\x1b[K\n"


def test_a_long_line_is_cut_where_the_window_ends():
    seen = Terminal()
    line = Line(seen, "solving", kept=True)
    line.told -= 10
    line.tell(lambda: "x" * 500)
    assert len(seen.getvalue().removeprefix("\r").removesuffix("\x1b[K")) == 79


@pytest.mark.parametrize("kept", [True, False])
def test_in_a_pipe_nothing_is_rewritten(clock, monkeypatch, kept):
    seen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", seen)
    with Phases(kept=kept).phase("solving", " much") as line:
        clock.now += 5
        line.tell(lambda: "half")
        line.note("A note.")
    whole = "solving much                      "
    assert seen.getvalue() == (f"{whole}\nA note.\n{whole}    5.00 s\n" if kept else "A note.\n")


def test_the_time_that_is_left_follows_from_the_share_alone(clock):
    share = Share()
    clock.now += 10
    assert share.said(0, 100) == "0 %"
    assert share.said(1, 100) == "1 %"
    assert share.said(25, 100) == "25 %, about 30 s left"
    assert share.said(100, 100) == "100 %"


def steps(clock: Clock, *given: tuple[float, Step], stop: Stop | None = None) -> tuple[str, bool]:
    """What is said at last of steps that come so many seconds after each other."""
    seen = Terminal()
    watch = Solving(Line(seen, "solving", kept=True), stop or Stop())
    stopped = False
    for seconds, step in given:
        clock.now += seconds
        stopped = watch(step)
    return seen.getvalue().split("\r")[-1].removesuffix("\x1b[K"), stopped


def test_each_phase_says_what_can_be_known(clock):
    million = 10**6
    for given, said in (
        ([(1, Step("auction", 640, 1000))], "solving  1 s, auction: 64 % of villages content"),
        ([(1, Step("ways", 1, 4, 10**18, million))], "solving  1 s, ways 25 %"),
        (
            [(1, Step("ways", 0, 4, 10**18, million)), (9, Step("ways", 1, 4, 10**18, million))],
            "solving  10 s, ways 25 %, about 27 s left",
        ),
        (
            [(1, Step("takers", 0, 4, 7_801, million)), (9, Step("takers", 1, 4, 7_801, million))],
            "solving  10 s, takers 25 %, gap 0.79 %, about 27 s left",
        ),
        # How many steps the search for the lowest prices has is not known before its end.
        (
            [(1, Step("lowest", 0, 9, 0, 1)), (9, Step("lowest", 4, 9, 0, 1))],
            "solving  10 s, lowest prices",
        ),
    ):
        assert steps(clock, *given) == (said, False)


def test_it_stops_when_it_was_asked_to_but_not_before_there_is_anything(clock):
    stop = Stop()
    stop.asked = True
    assert not steps(clock, (0, Step("layout", 0, 9)), stop=stop)[1]
    said, stopped = steps(clock, (0, Step("auction", 1, 9)), stop=stop)
    assert stopped
    assert "Stopping" in said


def in_a_terminal(*typed: str) -> str:
    """What a person sees: the command with a terminal for stderr and stdout."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "lianjian.cli", *typed], stdout=child, stderr=child
    )
    os.close(child)
    seen = b""
    while True:
        try:
            letters = os.read(parent, 4096)
        except OSError:
            # Nobody holds the other end any longer.
            break
        if not letters:
            break
        seen += letters
    os.close(parent)
    assert process.wait() == 0
    return seen.decode()


def test_in_a_terminal_the_phases_are_left_standing_and_the_checkers_are_not(tmp_path: Path):
    county, plan = as_csv(tmp_path / "county"), tmp_path / "plan"
    seen = in_a_terminal("pair", str(county), "-o", str(plan))
    assert re.search(r"\rsolving 5 candidates +\d+\.\d\d s\x1b\[K\r\n", seen)
    assert "gap 0, so no plan is better" in seen
    seen = in_a_terminal("verify", str(county), str(plan))
    assert "checking" in seen
    left = [line.split("\r\x1b[K")[-1] for line in seen.split("\r\n")]
    assert left[0] == "The plan is proven: it keeps every rule, and no plan is better."
