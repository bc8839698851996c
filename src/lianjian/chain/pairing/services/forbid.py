from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Candidate
from .marking import mark


@command("pairing.forbid", policy=policy.may_steer_candidate)
def forbid(actor: Actor, *, candidate: Candidate, reason: str) -> Candidate:
    """Keep a pair out of the next version. Raises Invalid without a reason."""
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= 200:
        raise Invalid(
            _("Say why these two must not be joined; the reason stays with the round."),
            fields={"reason": _("missing or too long")},
        )
    return mark(actor, candidate, Candidate.State.FORBIDDEN, reason)
