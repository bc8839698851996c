"""What a report brought of figures goes again."""

from __future__ import annotations

from lianjian.chain.registry import services as registry
from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import Observation, StatedFigure


@command("outcomes.take_back_batch", policy=policy.may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the figures that ``taking_back.weigh`` lets go: those that nobody has confirmed,
    corrected or leant on since; with them the sources that came with them. Gives how many rows
    went."""
    went = taking_back.remove(back, Observation, StatedFigure)
    return went + registry.take_back_sources(actor, back=back)
