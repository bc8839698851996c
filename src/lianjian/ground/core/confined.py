"""How a process begins that opens what others made: its limits first, then one module.

Run by ``alone`` as a script, the bytes to open on its standard input:

    confined.py ROOT SECONDS MODULE [ARGUMENT …]

It has 512 MiB, SECONDS of processor time, and writes no file. The module answers with ``tell``,
one JSON value a line; of the product it loads nothing but itself and this.
"""

from __future__ import annotations

import json
import resource
import runpy
import signal
import sys
from typing import Any

MEMORY = 512 * 1024 * 1024


class TooMuch(Exception):  # noqa: N818 - says what it is
    """More than is read; its word goes to the parent."""


def main() -> None:
    root, seconds, module, *arguments = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if root not in sys.path:
        sys.path.insert(0, root)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def tell(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


def went(done: int, of: int) -> None:
    """How far the work is, for who waits for it."""
    tell({"done": done, "of": of})
    sys.stdout.flush()


def earn(seconds: float) -> None:
    """So much processor time more until the kernel ends this process, whatever it is at.

    Each page or paragraph that was read earns the time for the next: a large honest file may take
    long, one that keeps a reader busy for nothing is ended within its first second and a half.
    """
    left, _interval = signal.getitimer(signal.ITIMER_PROF)
    signal.setitimer(signal.ITIMER_PROF, left + seconds)


if __name__ == "__main__":
    main()
