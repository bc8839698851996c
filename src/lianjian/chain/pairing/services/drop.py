from __future__ import annotations

from lianjian.chain.exchange import services as exchange
from lianjian.ground.core import canonical
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Participant
from .enrol import must_be_open


@command("pairing.drop", policy=policy.may_steer_participant)
def drop(actor: Actor, *, participant: Participant) -> None:
    """Take a branch out of a round that is not published yet; its candidates go with it."""
    must_be_open(participant.round)
    exchange.stop_sharing(
        system("it takes no part any more"),
        cause=canonical.label(participant.round),
        branches=[participant.branch],
    )
    participant.delete()
