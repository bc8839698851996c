"""Opening what others made in a process that dies alone if it must."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any

import lianjian

SECONDS = 20
"""Of processor time, unless the caller gives less."""
GRACE = 2
"""How much longer it may take while other programs keep it waiting."""

_CONFINED = Path(__file__).with_name("confined.py")
_ROOT = Path(lianjian.__file__).resolve().parent.parent
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGPROF, -signal.SIGKILL}

Heard = Callable[[int, int], None]


class Ended(Exception):  # noqa: N818 - says how it went
    """The process gave no whole answer: "slow", "memory", or the word that it said itself."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def asked(
    module: str, *arguments: str, data: bytes, heard: Heard | None = None, seconds: int = SECONDS
) -> list[Any]:
    """What ``module``, run with its own limits (``confined``), answers about ``data``.

    ``heard`` is called with how far it is. Raises Ended.
    """
    command = [sys.executable, "-I", "-B", str(_CONFINED), str(_ROOT), str(seconds), module]
    with subprocess.Popen(  # noqa: S603 - our own script; the upload comes as bytes, not as words
        [*command, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    ) as process:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        feeding = Thread(target=_feed, args=(process.stdin, data), daemon=True)
        watching = Timer(seconds + GRACE, process.kill)
        try:
            feeding.start()
            watching.start()
            answers = list(_answers(process.stdout, heard))
            process.wait()
        finally:
            watching.cancel()
            process.kill()
            feeding.join()
    if process.returncode in _OUT_OF_TIME:
        raise Ended("slow")
    if process.returncode != 0 or not answers:
        raise Ended("memory")
    return answers


def _feed(pipe: IO[bytes], data: bytes) -> None:
    """Beside the reading: a child that answers before it has read all must not wait for us."""
    try:
        with pipe:
            pipe.write(data)
    except BrokenPipeError:
        return


def _answers(pipe: IO[bytes], heard: Heard | None) -> Iterator[Any]:
    for line in pipe:
        try:
            said = json.loads(line)
        except ValueError:
            # The end of a line is missing: so is the process that wrote it.
            return
        match said:
            case {"error": str(why)}:
                raise Ended(why)
            case {"done": int(done), "of": int(of)}:
                if heard is not None:
                    heard(done, of)
            case _:
                yield said
