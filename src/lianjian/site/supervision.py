"""Programs side by side, for as long as all are wanted: the web server and the workers."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = 15.0
"""Seconds that a program gets to end by itself before it is killed."""

TOO_SOON = 10.0
"""A program that ends sooner than this after its start has failed, not aged."""

TRIES = 3


@dataclass
class Program:
    """One program: its name for people, its command, what is added to its environment, and how
    often it failed at once."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    failures: int = 0

    def start(self) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            self.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone; we pass it on, once and in order.
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def ask_to_end(self) -> None:
        """Only the program itself: it ends its own children in its own order."""
        if self.process is not None and not self.ended():
            self.process.terminate()

    def kill(self) -> None:
        """The program and whatever children it has left behind."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


@dataclass
class Supervisor:
    """Starts programs, starts again what dies, and ends them all together."""

    programs: list[Program]
    say: Callable[[str], None]
    _stopping: bool = field(default=False)

    def run(self, ready: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        """Until a signal asks to stop (0), or a program will not stay up (1)."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        announced = False
        try:
            for program in self.programs:
                program.start()
            while not self._stopping:
                if not self._keep_up():
                    return 1
                if not announced and ready():
                    when_ready()
                    announced = True
                time.sleep(0.2)
            return 0
        finally:
            self._stop()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _keep_up(self) -> bool:
        for program in self.programs:
            if not program.ended():
                continue
            soon = time.monotonic() - program.began < TOO_SOON
            program.failures = program.failures + 1 if soon else 1
            if program.failures >= TRIES:
                self.say(f"The {program.name} ended {TRIES} times right after its start: stopping.")
                return False
            self.say(f"The {program.name} ended; starting it again.")
            program.start()
        return True

    def _stop(self) -> None:
        for program in self.programs:
            program.ask_to_end()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not all(p.ended() for p in self.programs):
            time.sleep(0.1)
        for program in self.programs:
            program.kill()


def _end_with_parent() -> None:
    """Linux: when the supervisor is killed outright, its programs get SIGTERM from the kernel."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
