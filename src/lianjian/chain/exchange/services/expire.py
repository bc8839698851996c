from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import ListingState
from ..models import Need, Offer


@command("exchange.expire", policy=policy.only_the_system)
def expire(actor: Actor, *, on: dt.date) -> int:
    """Let open needs and offers expire whose last day lies before ``on``; gives how many did."""
    gone = 0
    for kind in (Need, Offer):
        late = kind.within(actor.scope).filter(state=ListingState.OPEN, ends__lt=on)
        gone += late.update(state=ListingState.EXPIRED)
    return gone
