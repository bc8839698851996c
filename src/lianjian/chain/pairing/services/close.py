from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange import services as exchange
from lianjian.ground.core import canonical
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import ROUND, ProposalState
from ..models import Proposal, Round


@command("pairing.close", policy=policy.may_steer)
def close(actor: Actor, *, round: Round) -> Round:
    """Close a round whose proposals are all answered or expired; what it shared ends with it."""
    rows = Proposal.within(Scope.of_everything()).filter(round=round)
    if rows.filter(state=ProposalState.PROPOSED).exists():
        raise Invalid(_("Some proposals still wait for a reply. They expire by themselves."))
    ROUND.move(round, "close", scope=actor.scope)
    exchange.stop_sharing(system("the round is closed"), cause=canonical.label(round))
    return round
