from __future__ import annotations

import datetime as dt

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import ProposalState
from ..models import ClosedBecause, Proposal


@command("pairing.expire", policy=policy.only_the_system)
def expire(actor: Actor, *, on: dt.date) -> int:
    """Let proposals expire whose last day to reply lies before ``on``; gives how many did.

    Silence never accepts: also a proposal that one side has accepted expires.
    """
    late = Proposal.within(actor.scope).filter(state=ProposalState.PROPOSED, reply_by__lt=on)
    keys = list(late.order_by("pk").select_for_update().values_list("pk", flat=True))
    rows = Proposal.within(actor.scope).filter(pk__in=keys, state=ProposalState.PROPOSED)
    return rows.update(
        state=ProposalState.EXPIRED,
        closed_because=ClosedBecause.SILENCE,
        closed_at=clock.now(),
    )
