"""What a file brought of needs and offers goes again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import Need, Offer
from ..taking_policy import may_take_back


@command("exchange.take_back_batch", policy=may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the needs and offers of a file that ``taking_back.weigh`` lets go, and give those
    that it completed their former values; gives how many went."""
    for kind in (Need, Offer):
        taking_back.restore(
            back, actor, kind, may=lambda row: policy.may_change(actor, listing=row)
        )
    return taking_back.remove(back, Need, Offer)
