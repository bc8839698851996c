from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import side_policy
from ..life import LEADING_GROUP
from ..models import LeadingGroup
from .leading_groups import must_be_line


@command("accords.stand_down_group", policy=side_policy.may_stand_down_group)
def stand_down_group(actor: Actor, *, group: LeadingGroup, reason: str) -> LeadingGroup:
    """Stand a leading group down, or give up one that was but planned; raises Invalid without a
    reason. It stays on record, and the party may plan another."""
    said = must_be_line(reason, "reason", most=300)
    return LEADING_GROUP.move(
        group, "stand_down", scope=actor.scope, stood_down_on=clock.today(), end_reason=said
    )
