from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import events, policy
from ..life import AccordState
from ..models import SigningEvent
from .every_accord import every_accord
from .open_for_signing import open_for_signing


@command("accords.open_event", policy=policy.may_run_event)
def open_event(
    actor: Actor,
    *,
    event: SigningEvent,
    sign_by: dt.date | None = None,
    verify_at: str = "",
) -> SigningEvent:
    """Open every text of a signing event that is in consultation for signing, all or none.

    ``verify_at`` is the address to which a verification code is added for the QR code. Raises
    Invalid, naming the accords and what stands in the way of each.
    """
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    every_accord(
        events.accords_at(actor.scope, event).filter(state=AccordState.CONSULTING),
        lambda accord: open_for_signing(
            actor, accord=accord, sign_by=sign_by, address=verify_at and f"{verify_at}{accord.code}"
        ),
    )
    return event
