from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy, selectors
from ..life import ACCORD
from ..models import Accord, TextVersion
from .completeness import newest_text


@command("accords.lapse", policy=policy.may_steer)
def lapse(actor: Actor, *, accord: Accord, reason: str = "") -> Accord:
    """Let an accord go that never came into force: its time ran out, or its issuer gives it up.

    Silence never signs: who has not signed by the day that was set has not signed. An amendment
    does not lapse, it falls back on the text in force.
    """
    if selectors.text_in_force(accord) is not None:
        raise Invalid(_("A text of this accord is in force: withdraw the amendment instead."))
    ACCORD.move(accord, "lapse", scope=actor.scope)
    version = newest_text(accord)
    version.outcome = (
        TextVersion.Outcome.LAPSED if actor.is_system else TextVersion.Outcome.WITHDRAWN
    )
    version.outcome_reason = reason.strip()[:300]
    version.save(update_fields=["outcome", "outcome_reason"])
    return accord
