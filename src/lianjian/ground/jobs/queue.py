"""The queue: how a job reaches a worker, and reaches one again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_q.tasks import async_task

from lianjian.ground.core import clock

from .life import State
from .models import Job, JobRun
from .registry import JOBS

TRIES = 3
GIVEN_UP = gettext_noop("The worker was ended in the middle of this several times.")
WORKER = "lianjian.ground.jobs.worker.run"
PROMPT = "prompt"
"""The queue of the work that somebody waits for; the settings give it a worker of its own."""


def deliver(job: Job) -> None:
    """Send a job to the workers. The message is a row: it stands or falls with the transaction."""
    known = JOBS.get(job.name)
    queue = PROMPT if known is not None and known.prompt else None
    async_task(WORKER, job.pk, task_name=f"job-{job.pk}", group="jobs", cluster=queue)


def deliver_again() -> int:
    """Send jobs once more whose worker was killed: they run, and nobody renews their lease.

    A schedule calls it every minute, because the queue itself only delivers again after more than
    the longest job could take. A job that has taken TRIES workers down is not sent again. Gives
    how many were sent.
    """
    dead = JobRun.objects.filter(state=State.RUNNING, lease__lt=clock.now()).select_related("job")
    sent = 0
    for run in dead:
        mine = dead.filter(pk=run.pk, attempt=run.attempt)
        if run.attempt >= TRIES:
            mine.update(state=State.FAILED, lease=None, ended_at=clock.now(), error=_(GIVEN_UP))
            continue
        with transaction.atomic():
            # Back to waiting, so that the next look, a minute from now, does not send it twice.
            if mine.update(state=State.WAITING, lease=None):
                deliver(run.job)
                sent += 1
    return sent
