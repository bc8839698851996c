"""A job that says where it runs, waits to be told to end, and then writes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from lianjian.ground.jobs.registry import Plain, Result, Work, job


@job("sample.wait", title="Wait")
def wait(work: Work, *, folder: str) -> Result:
    with (Path(folder) / "pids").open("a") as pids:
        pids.write(f"{os.getpid()}\n")
    step = 0
    while not (Path(folder) / "go").exists():
        step += 1
        work.tell(min(step, 1000), "waiting to be told")
        time.sleep(0.05)

    def write() -> Plain:
        with (Path(folder) / "written").open("a") as written:
            written.write("once\n")
        return {"steps": step > 0}

    return write


@job("sample.note", title="Note", prompt=True)
def note(work: Work, *, folder: str) -> Result:
    (Path(folder) / "noted").touch()
    return None
