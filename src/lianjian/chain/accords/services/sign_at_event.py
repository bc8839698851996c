from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..contents import Confirmation
from ..models import SigningEvent
from .sign import sign


@command("accords.sign_at_event", policy=policy.may_sign_at_event, fresh=True)
def sign_at_event(
    actor: Actor, *, event: SigningEvent, confirmations: Sequence[Confirmation]
) -> SigningEvent:
    """Sign several texts of one event at once, each by its own bytes, all of them or none (M43).

    Each is a signature like any other, with its own line in the journal. Raises Invalid when
    nothing was chosen, Overtaken, naming the accord, when one was sent back or completed a moment
    ago: then nothing was signed.
    """
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    if not confirmations:
        raise Invalid(_("Choose what you sign."))
    # In the order of the accords: two signers never wait for each other crosswise.
    for one in sorted(confirmations, key=lambda one: one.party.version.accord_id):
        accord = one.party.version.accord
        if accord.event_id != event.pk:
            raise Overtaken(_("“%(title)s” is not in this event.") % {"title": accord.title})
        try:
            sign(actor, party=one.party, digest=one.digest, member=one.member)
        except (Invalid, Overtaken) as refusal:
            raise Overtaken(
                _("Nothing was signed. “%(title)s”: %(why)s")
                % {"title": accord.title, "why": str(refusal)}
            ) from refusal
    return event
