from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import FACT
from ..models import Fact, Submission
from .standing import must_be_read


@command("intake.reject", policy=policy.may_confirm)
def reject(actor: Actor, *, submission: Submission, fact: Fact) -> Fact:
    """Leave a fact out: it becomes no record. It can be taken up again."""
    must_be_read(actor, submission)
    return FACT.move(fact, "reject", scope=actor.scope)
