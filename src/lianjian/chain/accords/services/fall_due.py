from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Clause
from .clauses import step


@command("accords.fall_due", policy=policy.may_let_fall_due)
def fall_due(actor: Actor, *, clause: Clause) -> Clause:
    """Show a promise as overdue once its day has passed. Nothing follows from it but the mark."""
    if clause.due is None or clause.due >= clock.today():
        raise Invalid(_("This clause is not due yet."))
    return step(actor, clause, "fall_due")
