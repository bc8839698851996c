from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..life import ON_THEIR_WAY
from ..models import Accord, SigningEvent


@command("accords.gather", policy=policy.may_gather)
def gather(actor: Actor, *, event: SigningEvent, accords: Sequence[Accord]) -> SigningEvent:
    """Put accords on their way to be signed into an event of the same issuer (M43).

    Raises Invalid for another issuer's accord or when it would be more than 60, Overtaken for one
    that is no longer on its way or that another event has taken.
    """
    event = SigningEvent.get_within(actor.scope, pk=event.pk)
    if any(_issuer(accord) != _issuer(event) for accord in accords):
        raise Invalid(_("A signing event gathers the accords of one issuer."))
    keys = sorted({accord.pk for accord in accords})
    others = Accord.within(actor.scope).filter(event=event).exclude(pk__in=keys).count()
    if others + len(keys) > event.MOST:
        raise Invalid(
            _("At most %(most)s accords are signed at one event. Plan a second one.")
            % {"most": event.MOST}
        )
    free = Accord.within(actor.scope).filter(pk__in=keys, state__in=ON_THEIR_WAY)
    free.filter(event=None).update(event=event)
    if free.filter(event=event).count() != len(keys):
        raise Overtaken(
            _("One of these accords is signed already or belongs to another event. Look again.")
        )
    return event


def _issuer(row: Accord | SigningEvent) -> tuple[int | None, int | None]:
    return row.division_id, row.organisation_id
