"""The sources that a report brought go again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import taking_policy
from ..models import Source


@command("registry.take_back_sources", policy=taking_policy.may_take_back_sources)
def take_back_sources(actor: Actor, *, back: Back) -> int:
    """Remove the sources of a report that ``taking_back.weigh`` lets go; gives how many went."""
    return taking_back.remove(back, Source)
