"""Reading jobs: their own people's alone."""

from __future__ import annotations

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Text

from .models import Job
from .registry import JOBS


def jobs(scope: Scope) -> ScopedQuerySet[Job]:
    """The jobs that the reader started, the latest first."""
    return Job.within(scope).select_related("run").order_by("-pk")


def job(scope: Scope, pk: int) -> Job:
    """One job with its run, or OutOfScope."""
    return jobs(scope).filter(pk=pk).first() or Job.get_within(scope, pk=pk)


def title(one: Job) -> Text:
    """What people call it."""
    known = JOBS.get(one.name)
    return known.title if known else one.name
