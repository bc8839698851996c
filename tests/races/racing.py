"""Four people at the same moment: threads with connections of their own, behind one barrier."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.verdicts import Refused
from tests.cast import Character, World
from tests.makers import a_post
from tests.sizes import size

RACES = size(20, long=500)
CONTROL_FAILS_AT_LEAST = 0.8


def only_on_postgresql() -> None:
    """Skips, with the reason, where the bug cannot be seen."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot show the bug: it has one writer (docs/ideas/locking.md)")


def four_coordinators(world: World) -> list[Character]:
    """Of one county: the one of the cast and three colleagues."""
    more = [Character(a_post(Role.COUNTY_COORDINATOR, division=world.county)) for _ in range(3)]
    return [world.mei, *more]


@dataclass(frozen=True)
class Finish:
    """How a race ended: who won, who was refused with which reason, what went wrong."""

    won: list[Any]
    refused: list[Refused]
    errors: list[Exception]


class _Meeting:
    """Each thread's first statement that writes waits for the others' first, a while."""

    def __init__(self, people: int) -> None:
        self._barrier = threading.Barrier(people)
        self._mine = threading.local()

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        writes = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if writes and not hasattr(self._mine, "met"):
            self._mine.met = True
            with suppress(threading.BrokenBarrierError):
                self._barrier.wait(2)
        return execute(sql, *rest)


def race(runs: Sequence[Callable[[], Any]], *, meet_before_writing: bool = False) -> Finish:
    """Let them all go at once and wait for the last.

    With ``meet_before_writing`` nobody writes before all have read, or wait for a lock: what a
    control needs on a machine that is busy, where one may be through before the other has begun.
    """
    barrier = threading.Barrier(len(runs))
    finish = Finish([], [], [])
    meeting = _Meeting(len(runs))

    def go(run: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            with connection.execute_wrapper(meeting) if meet_before_writing else nullcontext():
                finish.won.append(run())
        except Refused as refusal:
            finish.refused.append(refusal)
        except Exception as error:  # noqa: BLE001 - what went wrong is what the race asks
            finish.errors.append(error)
        finally:
            connection.close()

    runners = [threading.Thread(target=go, args=[run]) for run in runs]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return finish


def everyone_got_a_reason(finish: Finish) -> bool:
    """No loser saw an error, and each was told why in words."""
    return not finish.errors and all(str(refusal).strip() for refusal in finish.refused)
