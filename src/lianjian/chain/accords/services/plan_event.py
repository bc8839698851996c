from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..models import SigningEvent


@command("accords.plan_event", policy=policy.may_draft)
def plan_event(
    actor: Actor,
    *,
    issuer: Division | Organisation,
    name: str,
    held_on: dt.date,
    place: str = "",
    is_demo: bool = False,
) -> SigningEvent:
    """Plan a day on which many accords are signed together (M43). Raises Invalid without a name."""
    event = SigningEvent(
        name=must_be_named(name),
        held_on=held_on,
        place=place.strip(),
        division=issuer if isinstance(issuer, Division) else None,
        organisation=issuer if isinstance(issuer, Organisation) else None,
        is_demo=is_demo,
    )
    event.save()
    return event


def must_be_named(name: str) -> str:
    """The name without blanks around it; raises Invalid when nothing is left."""
    if not name.strip():
        raise Invalid(_("Give the signing event a name."), fields={"name": _("missing")})
    return name.strip()
