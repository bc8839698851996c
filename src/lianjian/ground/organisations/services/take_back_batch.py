"""What a file brought of bodies goes again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import DirectoryEntry, Organisation
from .writing import reindex


@command("organisations.take_back_batch", policy=policy.may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the bodies and the directory entries of a file that ``taking_back.weigh`` lets go,
    and give the bodies that it changed their former values; gives how many rows went.

    A body that its own people look after by now keeps what the file said.
    """
    taking_back.restore(
        back,
        actor,
        Organisation,
        may=lambda row: policy.may_amend(actor, organisation=row),
        tell=reindex,
    )
    return taking_back.remove(back, DirectoryEntry, Organisation)
