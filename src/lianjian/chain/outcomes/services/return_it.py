from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say

from .. import policy
from ..life import OBSERVATION
from ..models import Observation


@command("outcomes.return_it", policy=policy.may_check)
def return_it(actor: Actor, *, observation: Observation, reason: str) -> Observation:
    """Give a figure back to who reported it, and say why. Raises Invalid without a reason."""
    said = must_say(reason, "reason")
    return OBSERVATION.move(observation, "return_it", scope=actor.scope, reason=said)
