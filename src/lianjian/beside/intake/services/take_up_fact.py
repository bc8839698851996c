from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import FACT
from ..models import Fact, Submission
from .look import look
from .standing import must_be_read


@command("intake.take_up_fact", policy=policy.may_confirm)
def take_up_fact(actor: Actor, *, submission: Submission, fact: Fact) -> Fact:
    """Take up again what was left out."""
    must_be_read(actor, submission)
    FACT.move(fact, "take_up", scope=actor.scope)
    look(actor, submission=submission)
    return fact
