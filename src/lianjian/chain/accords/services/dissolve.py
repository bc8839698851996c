from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import BODY, AccordState
from ..models import Accord, BodyOffice, JointBody

STANDS_ON_IT = (AccordState.SIGNING, AccordState.ACTIVE)


@command("accords.dissolve", policy=policy.may_steer_body)
def dissolve(actor: Actor, *, body: JointBody, reason: str) -> JointBody:
    """Dissolve a joint body, and say why. Not while an accord that names it is signed or binds.

    Whoever still holds an office in it holds it until today.
    """
    if not reason.strip():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    said = reason.strip()[:300]
    BODY.move(body, "dissolve", scope=actor.scope, end_reason=said)
    held = BodyOffice.within(actor.scope).filter(body=body, ended_on__isnull=True)
    held.update(ended_on=clock.today(), end_reason=said)
    named = Accord.within(Scope.of_everything()).filter(body=body)
    if (
        named.filter(state__in=STANDS_ON_IT).exists()
        or named.filter(versions__in_force_from__isnull=False, versions__in_force_to=None).exists()
    ):
        raise Invalid(_("An accord stands on this body. End the accord first."))
    return body
