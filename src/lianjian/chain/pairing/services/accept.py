from __future__ import annotations

from typing import NoReturn

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..life import PROPOSAL, ProposalState
from ..models import Pairing, Proposal
from .filling import lock_sides, pair_up


@command("pairing.accept", policy=policy.may_reply)
def accept(actor: Actor, *, proposal: Proposal) -> Proposal:
    """Say yes for one's own side. The second side's yes makes the pairing, if there is room.

    Raises Invalid after the last day to reply; Overtaken, with the reason, when this side has
    said yes already, when the proposal has closed meanwhile, and when a side is full.
    """
    side = policy.side_of(actor, proposal)
    village, partner, open_ = lock_sides(proposal.village_id, proposal.partner_id)
    now = open_.get(proposal.pk) or _closed(actor, proposal)
    if clock.today() > now.reply_by:
        raise Invalid(_("The last day to reply was %(day)s.") % {"day": now.reply_by})
    mine = f"{side}_accepted_at"
    rows = Proposal.within(actor.scope).filter(pk=proposal.pk, state=ProposalState.PROPOSED)
    if not rows.filter(**{mine: None}).update(**{mine: clock.now()}):
        raise Overtaken(_("Your side has said yes already. It is the other side's turn."))
    proposal.refresh_from_db()
    if proposal.village_accepted_at and proposal.partner_accepted_at:
        PROPOSAL.move(proposal, "agree", scope=actor.scope, closed_at=clock.now())
        pairing = Pairing(
            village=village,
            partner=partner,
            origin=Pairing.Origin.ROUND,
            proposal=proposal,
            agreed_on=clock.today(),
        )
        pair_up(village, partner, open_, pairing)
    return proposal


def _closed(actor: Actor, proposal: Proposal) -> NoReturn:
    """Say why a proposal that was open on the page is not open any more."""
    row = Proposal.get_within(actor.scope, pk=proposal.pk)
    if row.state == ProposalState.DECLINED:
        own = row.declined_by == policy.side_of(actor, row)
        raise Overtaken(
            _("Your side has declined this meanwhile.")
            if own
            else _("The other side has declined this meanwhile.")
        )
    if row.state == ProposalState.AGREED:
        raise Overtaken(_("Both sides have said yes already: you are paired."))
    raise Overtaken(row.get_closed_because_display())
