from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Accord
from .ending import close


@command("accords.end", policy=policy.may_steer)
def end(actor: Actor, *, accord: Accord, reason: str) -> Accord:
    """End an accord whose time or purpose is fulfilled. Its files stay and stay verifiable."""
    return close(actor, accord, "end", reason)
