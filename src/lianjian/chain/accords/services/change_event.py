from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import SigningEvent
from .plan_event import must_be_named


@command("accords.change_event", policy=policy.may_run_event)
def change_event(
    actor: Actor, *, event: SigningEvent, name: str, held_on: dt.date, place: str = ""
) -> SigningEvent:
    """Another name, day or place for a signing event. Raises Invalid without a name."""
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    event.name, event.held_on, event.place = must_be_named(name), held_on, place.strip()
    event.save(update_fields=["name", "held_on", "place"])
    return event
