from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import OBSERVATION
from ..models import Observation


@command("outcomes.withdraw", policy=policy.may_withdraw)
def withdraw(actor: Actor, *, observation: Observation) -> Observation:
    """Take back a figure that nobody has confirmed."""
    return OBSERVATION.move(observation, "withdraw", scope=actor.scope)
