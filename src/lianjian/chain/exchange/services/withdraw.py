from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Listing
from .writing import life_of


@command("exchange.withdraw", policy=policy.may_change)
def withdraw(actor: Actor, *, listing: Listing) -> Listing:
    """Take a need or an offer back; it can be posted again."""
    moved: Listing = life_of(listing).move(listing, "withdraw", scope=actor.scope)
    return moved
