from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy, selectors
from ..life import ACCORD
from ..models import Accord, TextVersion
from .begin_text import begin_text


@command("accords.amend", policy=policy.may_steer)
def amend(actor: Actor, *, accord: Accord) -> TextVersion:
    """Open the next text of an accord in force. The present one binds until the next is signed."""
    ACCORD.move(accord, "amend", scope=actor.scope)
    present = selectors.text_in_force(accord)
    if present is None:
        raise Invalid(_("No text of this accord is in force."))
    return begin_text(actor, accord=accord, source=present)
