from __future__ import annotations

from lianjian.chain.exchange import services as exchange
from lianjian.ground.core import canonical
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command

from .. import policy
from ..life import ROUND
from ..models import Round


@command("pairing.abandon", policy=policy.may_steer)
def abandon(actor: Actor, *, round: Round) -> Round:
    """Give a round up before it is published; what it shared ends with it."""
    ROUND.move(round, "abandon", scope=actor.scope)
    exchange.stop_sharing(system("the round is abandoned"), cause=canonical.label(round))
    return round
