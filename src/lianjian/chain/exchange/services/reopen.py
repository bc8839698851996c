from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Listing
from .writing import life_of


@command("exchange.reopen", policy=policy.may_change)
def reopen(actor: Actor, *, listing: Listing) -> Listing:
    """Open again what was matched, withdrawn or expired."""
    life = life_of(listing)
    verb = "reopen" if life.can(listing.state, "reopen") else "post"
    moved: Listing = life.move(listing, verb, scope=actor.scope)
    return moved
