from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import HONOUR
from ..models import Honour


@command("registry.withdraw_honour", policy=policy.may_withdraw_honour)
def withdraw_honour(actor: Actor, *, honour: Honour, reason: str) -> Honour:
    """Say that an honour does not hold any more, or never did, and why. The record stays.

    Raises Invalid without a reason, and for one that is withdrawn already.
    """
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= 300:
        why = _("Say in a few words why, in at most 300 characters.")
        raise Invalid(why, fields={"reason": why})
    return HONOUR.move(honour, "withdraw", scope=actor.scope, withdrawn_reason=reason)
