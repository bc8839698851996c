from __future__ import annotations

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import SigningEvent


@command("accords.remove_event", policy=policy.may_run_event)
def remove_event(actor: Actor, *, event: SigningEvent) -> None:
    """Remove a signing event that gathers nothing. Raises Invalid while accords are in it."""
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    try:
        event.delete()
    except ProtectedError:
        raise Invalid(_("There are accords in it. Take them out first; they stay.")) from None
