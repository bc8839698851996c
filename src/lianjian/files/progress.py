"""Progress on stderr: each phase as it begins, and its seconds when it ends.

In a terminal the line of a phase is rewritten in place while it lasts, with how far it is and,
where that is known, how long it will take; in a pipe there is a line a phase and nothing else.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from lianjian.engine.pairing.progress import Step

from .stopping import Stop
from .words import at_most

EVERY = 0.25
"""Seconds between two rewritings of a line, at least."""
SURE = 0.02
"""The share that must be done before it says anything of the time that is left."""

WIDTH = 34
_ERASE = "\x1b[K"


class Phases:
    """``seconds`` of each phase that has ended. ``kept``: whether its lines are left standing when
    it ends, and are written where nobody sees them rewritten."""

    def __init__(self, *, kept: bool = True) -> None:
        self.seconds: dict[str, float] = {}
        self.kept = kept

    @contextmanager
    def phase(self, name: str, more: str = "") -> Iterator[Line]:
        line = Line(sys.stderr, name + more, kept=self.kept)
        line.begin()
        began = time.perf_counter()
        ended = False
        try:
            yield line
            ended = True
        finally:
            took = self.seconds[name] = time.perf_counter() - began
            line.end(took if ended else None)


class Line:
    """The line of one phase."""

    def __init__(self, out: TextIO, title: str, *, kept: bool) -> None:
        self.out, self.title, self.kept = out, title, kept
        self.live = out.isatty() and os.environ.get("TERM") != "dumb"
        self.began = self.told = time.perf_counter()

    def begin(self) -> None:
        if self.live or self.kept:
            self._write(f"{self.title:<{WIDTH}}")

    def tell(self, what: Callable[[], str]) -> None:
        """Say what there is to say at this moment, if it is time to and anybody sees it."""
        now = time.perf_counter()
        if self.live and now - self.told >= EVERY:
            self.told = now
            said = f"{self.title}  {now - self.began:.0f} s, {what()}"
            self._write(f"\r{said[: self._columns() - 1]}{_ERASE}")

    def note(self, text: str) -> None:
        """A line of its own, before this one goes on."""
        start = f"\r{_ERASE}" if self.live else "\n" if self.kept else ""
        self._write(f"{start}{text}\n")
        self.begin()

    def end(self, took: float | None) -> None:
        """``took``: its seconds; None where it was broken off."""
        start = "\r" if self.live else ""
        if not self.kept:
            self._write(f"{start}{_ERASE}" if self.live else "")
        elif took is None:
            self._write("\n")
        elif self.live:
            self._write(f"\r{self.title:<{WIDTH}}{took:8.2f} s{_ERASE}\n")
        else:
            self._write(f"{took:8.2f} s\n")

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self.out.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def _write(self, text: str) -> None:
        self.out.write(text)
        self.out.flush()


class Share:
    """How much of something is done, and the time that is left for the rest at the same pace."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    def said(self, done: int, whole: int, between: str = "") -> str:
        share = done / whole if whole else 1.0
        took = time.perf_counter() - self.began
        left = round(took * (1 - share) / share) if share >= SURE and took >= 1 else 0
        return _percent(share) + between + (f", about {left} s left" if left else "")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


class Reading:
    """Is told how many rows were read, and of how many."""

    def __init__(self, line: Line) -> None:
        self.line, self.share = line, Share()

    def __call__(self, read: int, whole: int) -> None:
        self.line.tell(lambda: self.share.said(read, whole))


_PHASES = {
    "layout": "laying out",
    "auction": "auction",
    "ways": "ways",
    "takers": "takers",
    "lowest": "lowest prices",
}


class Solving:
    """Watches a solution: tells how far it is, and stops it when it was asked to.

    ``last`` is the step at which it stands, or stood when it was stopped.
    """

    def __init__(self, line: Line, stop: Stop) -> None:
        self.line, self.stop = line, stop
        self.last = Step("layout", 0, 0)
        self.share = Share()
        self.stopped = False

    def __call__(self, step: Step) -> bool:
        if step.phase != self.last.phase:
            self.share = Share()
        self.last = step
        if self.stop.asked and step.phase != "layout":
            self.stopped = True
            self.line.note(
                "Stopping: what stands is made a plan, and proven as far as it can be. Ctrl-C once "
                "more ends at once, and nothing is written."
            )
            return True
        self.line.tell(lambda: self._said(step))
        return False

    def _said(self, step: Step) -> str:
        phase = _PHASES[step.phase]
        if step.phase == "auction":
            # Some of them will lose it again, so nothing follows for the time that is left.
            return f"{phase}: {_percent(step.done / max(1, step.whole))} of villages content"
        if step.gap is None or step.score is None or step.phase == "lowest":
            return phase
        # A gap of more than the score is one of villages that must be served, not of scores.
        near = 0 < step.gap <= step.score
        gap = f", gap {at_most(step.gap, step.score)}" if near else ""
        return f"{phase} {self.share.said(step.done, step.whole, gap)}"
