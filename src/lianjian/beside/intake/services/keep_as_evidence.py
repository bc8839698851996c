from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import SUBMISSION
from ..models import Submission


@command("intake.keep_as_evidence", policy=policy.may_work_on)
def keep_as_evidence(actor: Actor, *, submission: Submission) -> Submission:
    """Keep a photo as what it is: evidence that a person looks at. No text is read from it."""
    return SUBMISSION.move(submission, "keep", scope=actor.scope, title=submission.file_name)
