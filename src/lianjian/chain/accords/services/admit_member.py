from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing.selectors import branches_in_reach
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, OutOfScope, Overtaken

from .. import policy
from ..models import BodyMember, JointBody
from .members import must_have_members


@command("accords.admit_member", policy=policy.may_steer_body)
def admit_member(actor: Actor, *, body: JointBody, branch: Branch, on: dt.date) -> BodyMember:
    """Record that a branch joined a joint body on a day (M4).

    Raises Invalid for a body that is not approved, or for a day in the future; OutOfScope for a
    branch that the actor may not see; Overtaken for one that is a member already.
    """
    must_have_members(body)
    if on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"on": _("in the future")})
    if not branches_in_reach(actor.scope).filter(pk=branch.pk).exists():
        raise OutOfScope(Branch.missing())
    member = BodyMember(body=body, branch=branch, joined_on=on)
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("This branch is a member already.")) from None
    return member
