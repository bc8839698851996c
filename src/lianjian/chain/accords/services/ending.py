"""What *end* and *terminate* have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid

from .. import selectors
from ..life import ACCORD
from ..models import Accord


def close(actor: Actor, accord: Accord, verb: str, reason: str) -> Accord:
    """Take the accord and its text in force out of force today."""
    if not reason.strip():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    present = selectors.text_in_force(accord)
    today = clock.today()
    ACCORD.move(accord, verb, scope=actor.scope, ended_on=today, end_reason=reason.strip()[:300])
    if present is not None:
        present.in_force_to = today
        present.save(update_fields=["in_force_to"])
    return accord
