from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing.selectors import branches_in_reach
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.places.models import Division

from .. import policy
from ..life import BodyState
from ..models import BodyMember, JointBody
from .propose_body import FEWEST_MEMBERS


@command("accords.record_body", policy=policy.may_record_body)
def record_body(
    actor: Actor,
    *,
    name: str,
    kind: str,
    division: Division,
    members: list[Branch],
    committee: str,
    approved_on: dt.date,
    number: str = "",
    is_working: bool = True,
) -> JointBody:
    """Record a joint body that a committee approved before the system (M4), at work or not yet.

    Rules that came later do not bind it: it may lack an approval number. Raises OutOfScope for a
    member that the actor may not see; Invalid without a name, a committee or two members, and for
    an approval in the future.
    """
    keys = {branch.pk for branch in members}
    if not name.strip() or not committee.strip() or kind not in JointBody.Kind.values:
        raise Invalid(_("A joint body of before has its name, its kind and who approved it."))
    if len(keys) < FEWEST_MEMBERS:
        raise Invalid(
            _("A joint body has at least two members."), fields={"members": _("at least two")}
        )
    if approved_on > clock.today():
        raise Invalid(
            _("An approval has already happened."), fields={"approved_on": _("today or before")}
        )
    if branches_in_reach(actor.scope).filter(pk__in=keys).count() != len(keys):
        raise OutOfScope(Branch.missing())
    body = JointBody(
        name=name.strip(),
        kind=kind,
        division=division,
        state=BodyState.WORKING if is_working else BodyState.APPROVED,
        approved_by=committee.strip(),
        approval_number=number.strip(),
        approved_on=approved_on,
    )
    body.save()
    BodyMember.objects.bulk_create(BodyMember(body=body, branch_id=key) for key in sorted(keys))
    return body
