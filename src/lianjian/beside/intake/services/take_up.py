from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import SUBMISSION
from ..models import Submission
from .hand_in import let_it_be_read


@command("intake.take_up", policy=policy.may_work_on)
def take_up(actor: Actor, *, submission: Submission) -> Submission:
    """Take up again a text that was put aside: it is read once more, as things stand now."""
    SUBMISSION.move(submission, "take_up", scope=actor.scope, put_aside_at=None)
    return let_it_be_read(actor, submission)
