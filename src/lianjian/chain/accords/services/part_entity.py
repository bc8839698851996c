from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Joining


@command("accords.part_entity", policy=policy.may_part)
def part_entity(actor: Actor, *, joining: Joining, reason: str) -> Joining:
    """Record that the two no longer work together, and why. Raises Invalid without a reason,
    Overtaken when somebody recorded it already."""
    if not reason.strip():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    mine = Joining.within(actor.scope).filter(pk=joining.pk, until__isnull=True)
    if not mine.update(until=clock.today(), end_reason=reason.strip()[:300]):
        raise Overtaken(_("That has been recorded already."))
    joining.refresh_from_db()
    return joining
