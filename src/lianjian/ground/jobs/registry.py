"""The jobs that exist, by name. A room declares its own in ``<room>/jobs.py``.

@job("places.import", title=_("Import divisions"))
def import_them(work: Work, *, codes: list[str]) -> Result: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text

Plain = dict[str, Any] | list[Any] | str | int | None
Result = Plain | Callable[[], Plain]
"""What a job answers: a plain result, or the writing that makes it.

A writing runs in one short transaction together with the end of the job, so what it writes is
there exactly once, however often the job was delivered: compute first, write last.
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A job at work: as whom it acts, and how it tells how far it is."""

    actor: Actor
    tell: Callable[[int, Text], None]
    """``tell(permille, sentence)``: also where a job that was asked to stop stops."""


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    title: Text
    function: Callable[..., Result]
    prompt: bool = False


JOBS: dict[str, Known] = {}


def job(
    name: str, *, title: Text, prompt: bool = False
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Make a function the job ``name`` (``room.verb``); ``title`` is what people read.

    A ``prompt`` one takes seconds and somebody sits before its page: it has a queue and a worker
    that no long work ever enters.
    """

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        if name in JOBS and JOBS[name].function.__module__ != function.__module__:
            raise ValueError(f"Two jobs answer to {name}.")
        JOBS[name] = Known(name, title, function, prompt)
        return function

    return decorate
