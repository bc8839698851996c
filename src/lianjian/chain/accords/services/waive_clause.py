from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Clause
from .clauses import said, sayer, step


@command("accords.waive_clause", policy=policy.may_waive)
def waive_clause(actor: Actor, *, clause: Clause, reason: str) -> Clause:
    """Let a promise go, and say why."""
    reason = said(reason, "reason")
    today, by = clock.today(), sayer(actor, clause)
    return step(actor, clause, "waive", note=reason, settled_on=today, settled_by=by)
