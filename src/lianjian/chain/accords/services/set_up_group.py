from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import side_policy
from ..life import LEADING_GROUP
from ..models import LeadingGroup
from .leading_groups import must_be_line
from .scans import LARGEST_SCAN, store_scan


@command(
    "accords.set_up_group", policy=side_policy.may_set_up_group, pictures={"scan": LARGEST_SCAN}
)
def set_up_group(
    actor: Actor,
    *,
    group: LeadingGroup,
    on: dt.date,
    number: str = "",
    evidence: str = "",
    scan: bytes = b"",
) -> LeadingGroup:
    """Say that a leading group is there since ``on``, and what shows it: a document's number, a
    scan of it, or words (M11). Raises Invalid without any of them, for a day that has not come, and
    while nobody is said to head it."""
    if not group.head:
        raise Invalid(_("Say first who heads it: revise the plan."))
    if on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"on": _("in the future")})
    number = must_be_line(number, "number", most=80, may_lack=True)
    evidence = must_be_line(evidence, "evidence", most=500, may_lack=True)
    if not (number or evidence or scan):
        reason = _("Say what shows it: a document number, a scan, or in words.")
        raise Invalid(reason, fields={"evidence": reason})
    return LEADING_GROUP.move(
        group,
        "set_up",
        scope=actor.scope,
        set_up_on=on,
        number=number,
        evidence=evidence,
        document=store_scan(scan) if scan else None,
    )
