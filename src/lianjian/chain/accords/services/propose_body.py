from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing.selectors import branches_in_reach
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places.models import Division

from .. import policy
from ..models import BodyMember, JointBody

FEWEST_MEMBERS = 2


@command("accords.propose_body", policy=policy.may_propose_body)
def propose_body(
    actor: Actor,
    *,
    name: str,
    kind: str,
    division: Division,
    members: list[Branch],
    is_demo: bool = False,
) -> JointBody:
    """Propose a joint body of two or more branches (M4), for a division's committee to approve.

    Raises OutOfScope for a member the actor may not see, Invalid without a name or with fewer
    than two members.
    """
    if not name.strip():
        raise Invalid(_("Give the joint body a name."), fields={"name": _("missing")})
    if kind not in JointBody.Kind.values:
        raise Invalid(_("Choose one of the kinds."), fields={"kind": _("unknown")})
    keys = {branch.pk for branch in members}
    if len(keys) < FEWEST_MEMBERS:
        raise Invalid(
            _("A joint body has at least two members."), fields={"members": _("at least two")}
        )
    if branches_in_reach(actor.scope).filter(pk__in=keys).count() != len(keys):
        raise OutOfScope(Branch.missing())
    body = JointBody(
        name=name.strip(),
        kind=kind,
        division=division,
        proposer=organisations.own(actor),
        is_demo=is_demo,
    )
    body.save()
    BodyMember.objects.bulk_create(BodyMember(body=body, branch_id=key) for key in sorted(keys))
    return body
