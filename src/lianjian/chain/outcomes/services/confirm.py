from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import OBSERVATION
from ..models import Observation


@command("outcomes.confirm", policy=policy.may_confirm)
def confirm(actor: Actor, *, observation: Observation, on_site: str = "") -> Observation:
    """Confirm a figure: from here on it may enter a total.

    ``on_site`` says what somebody saw who looked on site: that makes it grade 4.
    """
    changes = {"grade": 4, "seen_on_site": on_site.strip()[:300]} if on_site.strip() else {}
    return OBSERVATION.move(observation, "confirm", scope=actor.scope, **changes)
