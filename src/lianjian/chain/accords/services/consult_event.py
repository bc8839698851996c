from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import events, policy
from ..life import AccordState
from ..models import SigningEvent
from .consult import consult
from .every_accord import every_accord


@command("accords.consult_event", policy=policy.may_run_event)
def consult_event(
    actor: Actor, *, event: SigningEvent, comment_by: dt.date | None = None
) -> SigningEvent:
    """Send every draft of a signing event to its parties for comments, all of them or none.

    Raises Invalid, naming the accords and what each lacks.
    """
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    every_accord(
        events.accords_at(actor.scope, event).filter(state=AccordState.DRAFT),
        lambda accord: consult(actor, accord=accord, comment_by=comment_by),
    )
    return event
