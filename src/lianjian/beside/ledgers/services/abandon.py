from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import IMPORT
from ..models import Import


@command("ledgers.abandon", policy=policy.may_work_on)
def abandon(actor: Actor, *, sheet: Import) -> Import:
    """Put a sheet aside; nothing of it was taken in."""
    return IMPORT.move(sheet, "abandon", scope=actor.scope, ended_at=clock.now())
