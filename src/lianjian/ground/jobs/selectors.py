"""Reading jobs: their own people's alone, and how many the product itself has still to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Text

from .life import State
from .models import Job
from .registry import JOBS


def jobs(scope: Scope) -> ScopedQuerySet[Job]:
    """The jobs that the reader started, the latest first."""
    return Job.within(scope).select_related("run").order_by("-pk")


def job(scope: Scope, pk: int) -> Job:
    """One job with its run, or OutOfScope."""
    return jobs(scope).filter(pk=pk).first() or Job.get_within(scope, pk=pk)


def of_the_product(scope: Scope) -> ScopedQuerySet[Job]:
    """The jobs that no person started and that wait or run, the oldest first."""
    going_on = Job.within(scope).filter(run__state__in=(State.WAITING, State.RUNNING))
    return going_on.filter(person=None).order_by("pk")


def going_on(name: str, arguments: Mapping[str, Any]) -> ScopedQuerySet[Job]:
    """The work on one record that waits or runs, whoever started it: for a room whose reader may
    see that record, and so may see how far the work on it is."""
    rows = Job.within(Scope.of_everything()).select_related("run")
    return rows.filter(
        name=name, arguments=arguments, run__state__in=(State.WAITING, State.RUNNING)
    )


def title(one: Job) -> Text:
    """What people call it."""
    known = JOBS.get(one.name)
    return known.title if known else one.name
