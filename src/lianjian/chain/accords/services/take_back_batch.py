"""What a file brought of joint bodies and accords goes again."""

from __future__ import annotations

from lianjian.chain.pairing import services as pairing
from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..models import Accord, AccordParty, BodyMember, GroupMember, JointBody, TextVersion


@command("accords.take_back_batch", policy=policy.may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the joint bodies and the accords of a file that ``taking_back.weigh`` lets go, with
    their parts; pairings that an accord let begin are only agreed again. Gives how many rows went.

    An accord of before was signed on paper and never here, so nothing signed goes.
    """
    standing = Accord.pairings.through
    pairing.take_back_batch(system("the sheet of an accord is taken back"), back=back)
    return taking_back.remove(
        back, standing, GroupMember, AccordParty, TextVersion, Accord, BodyMember, JointBody
    )
