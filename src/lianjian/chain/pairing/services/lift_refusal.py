from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..life import ProposalState
from ..models import DeclineReason, Proposal


@command("pairing.lift_refusal", policy=policy.may_lift_refusal)
def lift_refusal(actor: Actor, *, proposal: Proposal) -> Proposal:
    """Take back a "never": the two may be proposed to each other again in a later round."""
    rows = Proposal.within(actor.scope).filter(
        pk=proposal.pk,
        state=ProposalState.DECLINED,
        decline_reason=DeclineReason.NEVER,
        refusal_lifted_at=None,
    )
    moment = clock.now()
    if not rows.update(refusal_lifted_at=moment):
        raise Overtaken(_("There is nothing to take back here."))
    proposal.refusal_lifted_at = moment
    return proposal
