from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Listing
from .writing import life_of


@command("exchange.meet", policy=policy.may_change)
def meet(actor: Actor, *, listing: Listing) -> Listing:
    """Mark a need as met, or an offer as given."""
    moved: Listing = life_of(listing).move(listing, "meet", scope=actor.scope)
    return moved
