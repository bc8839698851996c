from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid, Overtaken

from ..models import Candidate
from .enrol import must_be_open


def mark(actor: Actor, candidate: Candidate, state: str, reason: str = "") -> Candidate:
    """Say something about a pair before the next solving: once, whoever else says it too."""
    must_be_open(candidate.round)
    if candidate.barred:
        raise Invalid(candidate.get_barred_display())
    rows = Candidate.within(actor.scope).filter(pk=candidate.pk, state=candidate.state)
    changes: dict[str, Any] = {"state": state, "state_reason": reason}
    if not rows.update(**changes):
        raise Overtaken(_("Someone changed this pair a moment ago. Look again before you go on."))
    for name, value in changes.items():
        setattr(candidate, name, value)
    return candidate
