"""Start a job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from lianjian.ground.core import canonical
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Job, JobRun
from ..queue import deliver
from ..registry import JOBS


@command("jobs.start", policy=policy.may_start)
def start(actor: Actor, *, name: str, arguments: Mapping[str, Any], back: str = "") -> Job:
    """Let the worker do ``name`` with these plain arguments, as the actor's post.

    Called inside another command or from a view. ``back`` is the address to which its page leads
    on. The message to the worker is a row of this very transaction: without a commit there is no
    job, with one it cannot be lost.
    """
    if name not in JOBS:
        raise LookupError(f"There is no job {name}.")
    made: Job = Job.objects.create(
        name=name,
        arguments=canonical.plain(arguments),
        person_id=actor.person,
        post_id=actor.post,
        confirmed_at=actor.confirmed_at,
        back=back,
        language=translation.get_language() or "",
    )
    JobRun.objects.create(job=made)
    deliver(made)
    return made
