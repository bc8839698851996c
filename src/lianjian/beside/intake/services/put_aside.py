from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import SUBMISSION
from ..models import Submission


@command("intake.put_aside", policy=policy.may_work_on)
def put_aside(actor: Actor, *, submission: Submission) -> Submission:
    """Put a text aside; what was confirmed of it stays. After 180 days it may be forgotten."""
    return SUBMISSION.move(submission, "put_aside", scope=actor.scope, put_aside_at=clock.now())
