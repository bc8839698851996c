"""Web and worker side by side: started again when they die, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

from lianjian.site.supervision import TRIES, Program, Supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_program_that_will_not_stay_up_ends_everything():
    said: list[str] = []
    good, bad = Program("worker", SLEEPS), Program("web server", DIES)
    status = Supervisor([good, bad], said.append).run(lambda: False, lambda: None)
    assert status == 1
    assert bad.failures == TRIES
    assert "The web server ended" in said[-1]
    assert good.process is not None
    assert not alive(good.process.pid)


def test_a_signal_ends_both_and_is_no_failure():
    """In a process of its own: signals go to a whole program."""
    code = f"""
        from lianjian.site.supervision import Program, Supervisor
        two = [Program("a", {SLEEPS!r}), Program("b", {SLEEPS!r})]
        def told():
            print(*[one.process.pid for one in two], flush=True)
        raise SystemExit(Supervisor(two, print).run(lambda: True, told))
    """
    running = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    pids = [int(pid) for pid in running.stdout.readline().split()]
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0
    assert len(pids) == 2
    assert not any(alive(pid) for pid in pids)
