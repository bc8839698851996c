from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import actors
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import ACCORD
from ..models import Accord, TextVersion
from .begin_text import begin_text
from .completeness import newest_text


@command("accords.recall", policy=policy.may_steer)
def recall(actor: Actor, *, accord: Accord, reason: str) -> Accord:
    """Take a text that is being signed back, and say why: a mistake was found in it.

    The next text is begun, word for word the same. The signatures under this one stay where they
    are and bind nobody. Raises Invalid without a reason, Overtaken once everyone has signed.
    """
    said = reason.strip()
    if not said:
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    ACCORD.move(accord, "recall", scope=actor.scope)
    version = newest_text(accord)
    version.outcome = TextVersion.Outcome.WITHDRAWN
    version.outcome_reason = said[:300]
    version.save(update_fields=["outcome", "outcome_reason"])
    begin_text(actors.system("the issuer took the text back"), accord=accord, source=version)
    return accord
