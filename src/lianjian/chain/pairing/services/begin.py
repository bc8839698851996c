from __future__ import annotations

import datetime as dt

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import PAIRING
from ..models import Pairing


@command("pairing.begin", policy=policy.only_the_system)
def begin(actor: Actor, *, pairing: Pairing, backing: str, since: dt.date | None = None) -> Pairing:
    """A pairing is live: a joint body or an accord stands behind it (``backing``, its label).

    Called by the room that knows of it, as the system. Raises Invalid when it is live or ended.
    """
    return PAIRING.move(
        pairing,
        "begin",
        scope=actor.scope,
        live_since=since or clock.today(),
        backing=backing,
    )
