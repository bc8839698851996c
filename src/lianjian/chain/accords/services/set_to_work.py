from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import BODY
from ..models import JointBody


@command("accords.set_to_work", policy=policy.may_steer_body)
def set_to_work(actor: Actor, *, body: JointBody) -> JointBody:
    """Record that an approved joint body has taken up its work."""
    return BODY.move(body, "set_to_work", scope=actor.scope)
