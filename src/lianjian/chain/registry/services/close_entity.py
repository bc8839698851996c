from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import ENTITY
from ..models import BusinessEntity


@command("registry.close_entity", policy=policy.may_change_entity)
def close_entity(
    actor: Actor, *, entity: BusinessEntity, on: dt.date, reason: str
) -> BusinessEntity:
    """It is no longer in business from a day on, for a reason. Its record and honours stay.

    Raises Invalid without a reason, and for an entity that is closed already.
    """
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= 300:
        why = _("Say in a few words why, in at most 300 characters.")
        raise Invalid(why, fields={"reason": why})
    return ENTITY.move(entity, "close", scope=actor.scope, closed_on=on, close_reason=reason)
