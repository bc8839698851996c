from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import OBSERVATION
from ..models import Observation
from .on_site import seen


@command("outcomes.confirm", policy=policy.may_confirm)
def confirm(actor: Actor, *, observation: Observation, on_site: str = "") -> Observation:
    """Confirm a figure: from here on it may enter a total.

    ``on_site`` says what somebody saw who looked on site: that makes it grade 4.
    """
    return OBSERVATION.move(observation, "confirm", scope=actor.scope, **seen(observation, on_site))
