from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Accord
from .ending import close


@command("accords.terminate", policy=policy.may_steer)
def terminate(actor: Actor, *, accord: Accord, reason: str) -> Accord:
    """End an accord before its time, and say why. Its files stay and stay verifiable."""
    return close(actor, accord, "terminate", reason)
