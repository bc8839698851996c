"""The honours that a report brought go again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import taking_policy
from ..models import Honour
from .take_back_sources import take_back_sources


@command("registry.take_back_honours", policy=taking_policy.may_take_back_honours)
def take_back_honours(actor: Actor, *, back: Back) -> int:
    """Remove the honours of a report that ``taking_back.weigh`` lets go, and the sources that came
    with them. Gives how many rows went."""
    went = taking_back.remove(back, Honour)
    return went + take_back_sources(actor, back=back)
