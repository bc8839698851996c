from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import PROPOSAL
from ..models import DeclineReason, Proposal


@command("pairing.decline", policy=policy.may_reply)
def decline(actor: Actor, *, proposal: Proposal, reason: str, note: str = "") -> Proposal:
    """Say no for one's own side, with a reason. It costs nothing and is counted nowhere.

    The other side sees the reason, not the ``note``. "Never" holds in later rounds until this
    side takes it back. Raises Invalid for an unknown reason, Overtaken when it closed meanwhile.
    """
    if reason not in DeclineReason.values:
        raise Invalid(_("Choose the reason that fits."), fields={"reason": _("unknown")})
    note = " ".join(note.split())
    if len(note) > 200:
        raise Invalid(_("Keep it within 200 characters."), fields={"note": _("too long")})
    side = policy.side_of(actor, proposal)
    return PROPOSAL.move(
        proposal,
        "decline",
        scope=actor.scope,
        declined_by=side,
        decline_reason=reason,
        decline_note=note,
        closed_at=clock.now(),
    )
