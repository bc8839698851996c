from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange import services as exchange
from lianjian.ground.core import canonical, clock
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import PAIRING
from ..models import Pairing


@command("pairing.end", policy=policy.may_end)
def end(actor: Actor, *, pairing: Pairing, reason: str, handover: str = "") -> Pairing:
    """End a pairing, with its reason and what is handed over; both places are free again.

    Raises Invalid without a reason, Overtaken when it was ended at the same moment.
    """
    reason, handover = " ".join(reason.split()), " ".join(handover.split())
    if not 0 < len(reason) <= 200:
        raise Invalid(_("Say why it ends."), fields={"reason": _("missing or too long")})
    if len(handover) > 400:
        raise Invalid(_("Keep it within 400 characters."), fields={"handover": _("too long")})
    PAIRING.move(
        pairing,
        "end",
        scope=actor.scope,
        ended_on=clock.today(),
        end_reason=reason,
        handover=handover,
    )
    exchange.stop_sharing(system("the pairing has ended"), cause=canonical.label(pairing))
    return pairing
