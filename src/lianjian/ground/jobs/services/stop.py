"""Stop a job."""

from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import State
from ..models import Job, JobRun


@command("jobs.stop", policy=policy.may_stop)
def stop(actor: Actor, *, job: Job) -> Job:
    """End a job that waits; ask one that runs to end at its next step. One that is over stays."""
    runs = JobRun.objects.filter(job=job)
    waited = runs.filter(state=State.WAITING).update(state=State.STOPPED, ended_at=clock.now())
    if not waited:
        runs.filter(state=State.RUNNING).update(stop_asked=True)
    return job
