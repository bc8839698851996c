"""How a job moves: by its worker, the queue and whoever stops it, never by ``Life.move``.

The machine sees states, so each verb is done by whoever may do it now: the worker that holds the
job, or the next one once the lease has run out. That a worker which was taken over writes nothing
is tested in the room.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Overtaken
from lianjian.ground.jobs import queue, services, worker
from lianjian.ground.jobs.life import LIFE, State
from lianjian.ground.jobs.models import Job, JobRun

ME = system("a machine")


class Run:
    """The run of a fresh job, read as the machine reads every other row."""

    def __init__(self) -> None:
        with scope_lifted("a maker"):
            job: Job = Job.objects.create(name="test.note")
        self.pk = JobRun.objects.create(job=job).pk

    @classmethod
    def within(cls, _scope: Scope) -> QuerySet[JobRun]:
        return JobRun.objects.select_related("job")


def move(row: Any, verb: str) -> None:
    """Do ``verb`` to a run whose state was read; raises Overtaken when it no longer holds."""
    target = LIFE.target(row.state, verb)
    if not _MOVES[verb](row):
        raise Overtaken("Somebody was faster.")
    row.state = target


def _claim(run: JobRun) -> bool:
    if run.state == State.RUNNING and not _lease_runs_out(run):
        return False
    return worker._claim(run.job_id) is not None


def _deliver_again(run: JobRun) -> bool:
    return _lease_runs_out(run) and queue.deliver_again() == 1


def _finish(run: JobRun) -> bool:
    services.finish(ME, job=run.job, attempt=_now(run).attempt)
    return True


def _fail(run: JobRun) -> bool:
    before = _now(run)
    worker._end(run.job_id, before.attempt, State.FAILED, "Not like this.")
    return before.state == State.RUNNING


def _stop(run: JobRun) -> bool:
    before = _now(run)
    if before.state == run.state:
        services.stop(ME, job=run.job)
    if run.state == State.RUNNING:  # At its next step the worker sees that it was asked to.
        worker._end(run.job_id, before.attempt, State.STOPPED, "")
    return before.state == run.state


_MOVES = {
    "claim": _claim,
    "deliver_again": _deliver_again,
    "finish": _finish,
    "fail": _fail,
    "stop": _stop,
}


def _now(run: JobRun) -> JobRun:
    return JobRun.objects.get(pk=run.pk)


def _lease_runs_out(run: JobRun) -> bool:
    """The first worker was not heard of for a minute; whether there is such a worker."""
    over = clock.now() - dt.timedelta(seconds=1)
    running = JobRun.objects.filter(pk=run.pk, state=State.RUNNING)
    return bool(running.update(lease=over, attempt=1))
