"""Four people at the same moment: threads with connections of their own, behind one barrier."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
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


def race(runs: Sequence[Callable[[], Any]]) -> Finish:
    """Let them all go at once and wait for the last."""
    barrier = threading.Barrier(len(runs))
    finish = Finish([], [], [])

    def go(run: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
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
