"""Writers of files and rows that are killed with -9 at every step: run by test_files.py.

``python -m tests.crash.writers ORDER KILLS SEED`` in a fresh LIANJIAN_HOME. Django starts once;
each writer is a fork that dies by SIGKILL at a step drawn from the seed, while another writes
beside it. Prints one line of JSON: what was acknowledged, and what is missing.

ORDER is ``file-first`` (the product's) or ``row-first`` (the control: commit, then write).
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any


class Death:
    """SIGKILL at the n-th step from now; a step is just before or just after a system call."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> None:
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def dangerous(*args: Any, **kwargs: Any) -> Any:
            self.step()
            result = function(*args, **kwargs)
            self.step()
            return result

        return dangerous


def write_until_killed(order: str, death: Death, acknowledged: int) -> None:
    """Store one file after another, each in its command; say each digest once it is kept."""
    from django.db import connection

    from lianjian.ground.core import crypto, files
    from lianjian.ground.core.actors import Actor, system
    from lianjian.ground.core.commands import command
    from lianjian.ground.core.models import StoredFile
    from lianjian.ground.core.verdicts import Allowed

    @command("test.store", policy=lambda *_a, **_k: Allowed())
    def store(_actor: Actor, *, data: bytes) -> StoredFile:
        if order == "file-first":
            return files.store(data, media_type="text/plain")
        digest = crypto.sm3(data).hex()
        return StoredFile.objects.create(digest=digest, size=len(data), media_type="text/plain")

    for name in ("fsync", "rename", "open", "write"):
        setattr(os, name, death.around(getattr(os, name)))
    connection.ensure_connection()
    connection._commit = death.around(connection._commit)  # type: ignore[attr-defined]
    while True:
        data = random.randbytes(2000)
        row = store(system("a kill test"), data=data)
        if order == "row-first":
            path = files._path(row.digest)
            path.parent.mkdir(parents=True, exist_ok=True)
            files._write(path, data)
        os.write(acknowledged, f"{row.digest}\n".encode())


def killed_writer(order: str, steps: int, acknowledged: int) -> int:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    random.seed()
    try:
        write_until_killed(order, Death(steps), acknowledged)
    finally:
        os._exit(1)  # A writer ends by SIGKILL and in no other way.


def campaign(order: str, kills: int, seed: int) -> dict[str, int]:
    from lianjian.ground.core import files
    from lianjian.ground.core.models import StoredFile
    from lianjian.ground.core.verdicts import OutOfScope
    from lianjian.ground.journal import chain, selectors

    fate = random.Random(seed)
    reading, writing = os.pipe()
    killed = 0
    said = b""
    for _ in range(kills // 2):
        pair = [killed_writer(order, fate.randint(1, 60), writing) for _ in range(2)]
        killed += sum(os.waitpid(one, 0)[1] == signal.SIGKILL for one in pair)
        os.set_blocking(reading, False)
        try:
            said += os.read(reading, 2**20)
        except BlockingIOError:
            continue
    kept = set(said.decode().split())
    rows = set(StoredFile.objects.values_list("digest", flat=True))
    without_file = 0
    for stored in StoredFile.objects.all():
        try:
            files.read(stored)
        except OutOfScope:
            without_file += 1
    whole = chain.check(selectors.all_lines())
    return {
        "killed": killed,
        "acknowledged": len(kept),
        "lost": len(kept - rows),
        "rows": len(rows),
        "rows_without_file": without_file,
        "chain_whole": isinstance(whole, chain.Whole) and whole.lines == len(rows),
    }


def main(order: str, kills: str, seed: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(campaign(order, int(kills), int(seed))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
