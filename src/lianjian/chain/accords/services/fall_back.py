from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy, selectors
from ..life import ACCORD
from ..models import Accord, TextVersion
from .completeness import newest_text


@command("accords.fall_back", policy=policy.may_steer)
def fall_back(actor: Actor, *, accord: Accord, reason: str = "") -> Accord:
    """Give an amendment up, by its issuer or because its time has run out.

    The text in force, which bound all the while, is the text in hand again.
    """
    if selectors.text_in_force(accord) is None:
        raise Invalid(_("There is no text in force to fall back on."))
    ACCORD.move(accord, "fall_back", scope=actor.scope)
    version = newest_text(accord)
    version.outcome = (
        TextVersion.Outcome.LAPSED if actor.is_system else TextVersion.Outcome.WITHDRAWN
    )
    version.outcome_reason = reason.strip()[:300]
    version.save(update_fields=["outcome", "outcome_reason"])
    return accord
