from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..life import ROUND, ProposalState
from ..models import ClosedBecause, Proposal, Round

_ALL = Scope.of_everything()


@command("pairing.take_back", policy=policy.may_steer)
def take_back(actor: Actor, *, round: Round) -> Round:
    """Take a published round back into review while nobody has replied.

    Raises Overtaken once anybody has: an answer given is a thing kept. A reply that arrives at
    the same moment is either seen here or comes after; never both.
    """
    ROUND.move(round, "take_back", scope=actor.scope, reply_by=None, published_at=None)
    rows = Proposal.within(_ALL).filter(round=round).exclude(state=ProposalState.TAKEN_BACK)
    # Locked in one order by everyone (accept, expire, take_back), so that nobody waits crosswise.
    every = list(rows.order_by("pk").select_for_update().values_list("pk", flat=True))
    untouched = Proposal.within(_ALL).filter(
        round=round,
        state=ProposalState.PROPOSED,
        village_accepted_at=None,
        partner_accepted_at=None,
    )
    gone = untouched.update(
        state=ProposalState.TAKEN_BACK,
        closed_because=ClosedBecause.TAKEN_BACK,
        closed_at=clock.now(),
    )
    if gone != len(every):
        raise Overtaken(_("Somebody has replied already, so the round stays published."))
    return round
