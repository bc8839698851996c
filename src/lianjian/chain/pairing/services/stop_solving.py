from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import ROUND
from ..models import Round


@command("pairing.stop_solving", policy=policy.may_steer)
def stop_solving(actor: Actor, *, round: Round) -> Round:
    """Take a round out of its computing, because it failed or takes too long; drafts stay."""
    return ROUND.move(round, "fail", scope=actor.scope)
