"""The natural villages that a report brought go again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import Division


@command("places.take_hamlets_back", policy=policy.may_take_hamlets_back)
def take_hamlets_back(actor: Actor, *, back: Back) -> int:
    """Remove the natural villages that ``taking_back.weigh`` lets go: those that nothing lies in
    and nothing speaks of. Gives how many went."""
    return taking_back.remove(back, Division)
