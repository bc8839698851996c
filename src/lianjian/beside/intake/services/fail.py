from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import SUBMISSION
from ..models import Submission


@command("intake.fail", policy=policy.may_work_on)
def fail(actor: Actor, *, submission: Submission, why: str) -> Submission:
    """Say why a file cannot be read. It is kept as it came."""
    return SUBMISSION.move(submission, "fail", scope=actor.scope, why=why[:300])
