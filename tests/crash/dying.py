"""Dying by SIGKILL at a chosen step, in a fork of its own; and what must be whole afterwards.

Django starts once; each fork dies just before or just after a statement, a commit, an fsync or a
rename.
"""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch


@dataclass
class Death:
    """SIGKILL at step ``at``; without one, the steps are counted and their kinds written down."""

    at: int = 0
    steps: list[str] = field(default_factory=list)

    def step(self, kind: str) -> None:
        self.steps.append(kind)
        if len(self.steps) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def dangerous(*args: Any, **kwargs: Any) -> Any:
            self.step(kind)
            result = function(*args, **kwargs)
            self.step(kind)
            return result

        return dangerous

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        """Around each statement and commit of this connection, and each file's way to the disk."""
        from django.db import connection

        connection.ensure_connection()

        def statement(execute: Callable[..., Any], *given: Any) -> Any:
            return self.around("statement", execute)(*given)

        commit = self.around("commit", connection._commit)  # type: ignore[attr-defined]
        with (
            connection.execute_wrapper(statement),
            patch.object(connection, "_commit", commit),
            patch.object(os, "fsync", self.around("fsync", os.fsync)),
            patch.object(os, "rename", self.around("rename", os.rename)),
        ):
            yield


def in_a_fork(do: Callable[[], object], death: Death, said: int) -> int:
    """Do it in a process of its own, which dies; gives how it ended. It says so once it is done."""
    from django.db import connection, connections

    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined] # or both would speak through one
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        with death.everywhere():
            do()
        os.write(said, (json.dumps(death.steps) + "\n").encode())
    finally:
        os._exit(1)


def heard(reading: int) -> str:
    os.set_blocking(reading, False)
    try:
        return os.read(reading, 2**20).decode()
    except BlockingIOError:
        return ""


def points(steps: list[str], kills: int, fate: random.Random) -> list[int]:
    """Where to die: at every commit first, then anywhere."""
    commits = [at for at, kind in enumerate(steps, 1) if kind == "commit"]
    anywhere = [fate.randint(1, len(steps)) for _ in range(kills)]
    return [*commits, *anywhere][:kills]


def kept_whole() -> dict[str, Any]:
    """Whether every row has its file, and the journal is whole."""
    from lianjian.ground.core import files
    from lianjian.ground.core.models import StoredFile
    from lianjian.ground.core.verdicts import OutOfScope
    from lianjian.ground.journal import chain, selectors

    without = 0
    for stored in StoredFile.objects.all():
        try:
            files.read(stored)
        except OutOfScope:
            without += 1
    whole = isinstance(chain.check(selectors.all_lines()), chain.Whole)
    return {"rows_without_file": without, "chain_whole": whole}
