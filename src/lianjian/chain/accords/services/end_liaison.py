from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import side_policy
from ..models import Liaison
from .leading_groups import must_be_line
from .liaisons import must_be_first_to_end


@command("accords.end_liaison", policy=side_policy.may_change_liaison)
def end_liaison(actor: Actor, *, liaison: Liaison, reason: str) -> Liaison:
    """Say that a party is no longer reached this way, and why. Raises Invalid without a reason,
    Overtaken when somebody changed or ended it before."""
    must_be_first_to_end(actor, liaison, must_be_line(reason, "reason", most=300))
    liaison.refresh_from_db()
    return liaison
