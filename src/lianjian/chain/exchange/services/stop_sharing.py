from __future__ import annotations

from collections.abc import Collection

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Sharing


@command("exchange.stop_sharing", policy=policy.only_the_system)
def stop_sharing(actor: Actor, *, cause: str, branches: Collection[Branch] | None = None) -> int:
    """End what a cause shared, of some branches or of all; gives how many rows went."""
    rows = Sharing.within(actor.scope).filter(cause=cause)
    if branches is not None:
        rows = rows.filter(branch__in=[branch.pk for branch in branches])
    gone, _by_model = rows.delete()
    return gone
