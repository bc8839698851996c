from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import OBSERVATION
from ..models import Observation
from .on_site import seen


@command("outcomes.check", policy=policy.may_check)
def check(actor: Actor, *, observation: Observation, on_site: str = "") -> Observation:
    """Say that a figure was looked at where it is received.

    ``on_site`` says what somebody saw who looked on site: that makes it grade 4.
    """
    return OBSERVATION.move(observation, "check", scope=actor.scope, **seen(observation, on_site))
