"""What a file brought of pairings goes again."""

from __future__ import annotations

from lianjian.chain.exchange import services as exchange
from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import Pairing


@command("pairing.take_back_batch", policy=policy.may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the pairings of a file that ``taking_back.weigh`` lets go, with what they shared;
    those that an accord of the file let begin are only agreed again. Gives how many went.

    The places that they held are free; a proposal that one of them overtook stays overtaken.
    """
    because = system("the sheet of a pairing is taken back")
    for key in back.goes.get(Pairing._meta.label, []):
        exchange.stop_sharing(because, cause=f"{Pairing._meta.label_lower}:{key}")
    taking_back.restore(back, actor, Pairing)
    return taking_back.remove(back, Pairing)
