from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_be_in_sight
from lianjian.ground.core.stays import STAYS, Stays
from lianjian.ground.core.verdicts import Invalid

from .. import side_policy
from ..life import LeadingState
from ..models import LeadingGroup
from .leading_groups import must_be_duties, must_be_line, must_be_members


@command("accords.revise_group", policy=side_policy.may_revise_group, personal=("head", "members"))
def revise_group(
    actor: Actor,
    *,
    group: LeadingGroup,
    name: str | None = None,
    head: str | None = None,
    members: str | None = None,
    duties: str | None = None,
    due: dt.date | Stays | None = STAYS,
) -> LeadingGroup:
    """Say anew what of a leading group changed; what is not given stays, and a day that is None is
    taken away.

    Raises Invalid for one that was stood down, for one set up that nobody would head, and for text
    that is too long; Overtaken when somebody else changed the same at that moment.
    """
    if group.state == LeadingState.STOOD_DOWN:
        raise Invalid(_("This leading group was stood down. Plan another."))
    kept: dict[str, Any] = {}
    if not isinstance(due, Stays):
        must_be_in_sight(due, field="due")
        kept["due"] = due
    if name is not None:
        kept["name"] = must_be_line(name, "name", most=120)
    if head is not None:
        is_planned = group.state == LeadingState.PLANNED
        kept["head"] = must_be_line(head, "head", most=120, may_lack=is_planned)
    if members is not None:
        kept["members"] = must_be_members(members)
    if duties is not None:
        kept["duties"] = must_be_duties(duties)
    group.rewrite(**kept)
    return group
