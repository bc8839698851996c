from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import side_policy
from ..models import BodyMember
from .leading_groups import must_be_line
from .members import must_have_members
from .propose_body import FEWEST_MEMBERS


@command("accords.part_member", policy=side_policy.may_part_member)
def part_member(actor: Actor, *, member: BodyMember, on: dt.date, reason: str) -> BodyMember:
    """Record that a branch left a joint body on a day, and why; it stays on record.

    Raises Invalid for a body that is not approved, without a reason, for a day in the future or
    before it joined, and where fewer than two would remain: then the body is dissolved. Overtaken
    when somebody recorded it before.
    """
    must_have_members(member.body)
    said = must_be_line(reason, "reason", most=300)
    if on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"on": _("in the future")})
    must_not_precede(on, member.joined_on, _("It did not leave before it joined."), field="on")
    present = BodyMember.within(actor.scope).filter(body=member.body_id, left_on__isnull=True)
    if not present.filter(pk=member.pk).exists():
        raise Overtaken(_("That has been recorded already."))
    if present.count() <= FEWEST_MEMBERS:
        raise Invalid(_("A joint body has at least two members. Dissolve it instead."))
    present.filter(pk=member.pk).update(left_on=on, leave_reason=said)
    member.refresh_from_db()
    return member
