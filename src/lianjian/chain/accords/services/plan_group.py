from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_be_in_sight
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import side_policy
from ..life import OVER
from ..models import Accord, AccordParty, LeadingGroup
from ..models.side import fields_of
from .leading_groups import must_be_duties, must_be_line, must_be_members


@command("accords.plan_group", policy=side_policy.may_plan_group, personal=("head", "members"))
def plan_group(
    actor: Actor,
    *,
    accord: Accord,
    party: AccordParty,
    name: str,
    head: str = "",
    members: str = "",
    duties: str = "",
    due: dt.date | None = None,
    is_demo: bool = False,
) -> LeadingGroup:
    """Plan the leading group of one party (拟各自成立, M11, M46); ``due`` is the day it should be
    there. Raises Invalid without a name and for an accord that is over, Overtaken where the party
    has one already, planned or set up."""
    if accord.state in OVER:
        raise Invalid(_("This accord is over: nothing is planned under it any more."))
    must_be_in_sight(due, field="due")
    group = LeadingGroup(
        **fields_of(party),
        name=must_be_line(name, "name", most=120),
        head=must_be_line(head, "head", most=120, may_lack=True),
        members=must_be_members(members),
        duties=must_be_duties(duties),
        due=due,
        is_demo=is_demo or accord.is_demo,
    )
    try:
        with transaction.atomic():
            group.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("This party has a leading group already, planned or set up.")) from None
    return group
