"""Ctrl-C: what it stops, and what it must not.

The engine hears no signal; it asks between two slices of work whether to go on.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """While a solution is sought: the first Ctrl-C sets ``asked``, the second ends everything."""

    def __init__(self) -> None:
        self.asked = False

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    @contextmanager
    def heard(self) -> Iterator[None]:
        with _in_place_of_ctrl_c(self._heard):
            yield


@contextmanager
def unbroken() -> Iterator[None]:
    """For a moment that must be whole: a Ctrl-C in it is heard when it is over."""
    late: list[int] = []
    try:
        with _in_place_of_ctrl_c(lambda number, _frame: late.append(number)):
            yield
    finally:
        if late:
            signal.raise_signal(signal.SIGINT)


AGAIN = 0.05
"""Seconds after which a Ctrl-C that was lost is heard again."""


@contextmanager
def never_lost() -> Iterator[None]:
    """A Ctrl-C may come where Python can raise nothing, such as while a module that was loaded is
    let go of: there it prints a traceback and goes on. Here it is heard again a moment later."""
    before = sys.unraisablehook

    def unraisable(told: sys.UnraisableHookArgs) -> None:
        if issubclass(told.exc_type, KeyboardInterrupt):
            again = threading.Timer(AGAIN, signal.raise_signal, [signal.SIGINT])
            again.daemon = True
            again.start()
        else:
            before(told)

    sys.unraisablehook = unraisable
    try:
        yield
    finally:
        sys.unraisablehook = before


@contextmanager
def _in_place_of_ctrl_c(heard: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    # Who was started to run on whatever happens (nohup, a job in the background) goes on so.
    ours = threading.current_thread() is threading.main_thread()
    if before in (signal.SIG_IGN, None) or not ours:
        yield
        return
    signal.signal(signal.SIGINT, heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
