from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Accord


@command("accords.leave_event", policy=policy.may_steer)
def leave_event(actor: Actor, *, accord: Accord) -> Accord:
    """Take an accord out of its signing event; the accord itself stays as it is."""
    accord = Accord.get_within(actor.scope, pk=accord.pk)
    accord.event = None
    accord.save(update_fields=["event"])
    return accord
