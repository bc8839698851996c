"""What a file costs: processor time, memory here and in the process that opens it, files left."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from pathlib import Path
from threading import Thread
from typing import Any


def processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_from_here() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def peak(process: int | str = "self") -> int:
    """The most memory, in kilobytes, that a process has held, ours since ``peak_from_here``.

    Nought for one that has ended.
    """
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


class Watched(subprocess.Popen[bytes]):
    """A process whose memory is looked at two hundred times a second.

    What the kernel counts for children that have ended includes what their parent held when it
    started them.
    """

    largest = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while held := peak(self.pid):
            Watched.largest = max(Watched.largest, held)
            time.sleep(0.005)


def everywhere(*folders: Path) -> set[str]:
    return {
        str(Path(path, name))
        for one in folders
        for path, _b, names in os.walk(one)
        for name in names
    }
