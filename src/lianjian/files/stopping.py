"""Ctrl-C: what it stops, and what it must not.

The engine hears no signal; it asks between two slices of work whether to go on.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
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
        before = signal.getsignal(signal.SIGINT)
        # Who was started to run on whatever happens (nohup, a job in the background) goes on so.
        if before is signal.SIG_IGN or threading.current_thread() is not threading.main_thread():
            yield
            return
        signal.signal(signal.SIGINT, self._heard)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


@contextmanager
def unbroken() -> Iterator[None]:
    """For a moment that must be whole: a Ctrl-C in it is heard when it is over."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
