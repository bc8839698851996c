"""End a job together with what it writes."""

from __future__ import annotations

from contextvars import ContextVar

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..life import State
from ..models import Job, JobRun
from ..registry import Result

writing: ContextVar[Result] = ContextVar("lianjian_job_result", default=None)
"""What the worker hands over beside the arguments: the journal could not write a function."""


@command("jobs.finish", policy=policy.only_the_system)
def finish(actor: Actor, *, job: Job, attempt: int) -> Job:
    """Write the result of ``attempt`` and end the job, both or neither.

    Raises Overtaken when another worker has claimed the job since: its result will be the one.
    """
    mine = JobRun.objects.filter(job=job, state=State.RUNNING, attempt=attempt)
    if not mine.update(
        state=State.DONE, ended_at=clock.now(), lease=None, permille=1000, sentence=""
    ):
        raise Overtaken(_("Another worker has taken this job over."))
    given = writing.get()
    result = given() if callable(given) else given
    JobRun.objects.filter(job=job).update(result=result)
    return job
