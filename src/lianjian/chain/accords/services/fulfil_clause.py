from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Clause
from .clauses import said, sayer, step


@command("accords.fulfil_clause", policy=policy.may_work_on)
def fulfil_clause(actor: Actor, *, clause: Clause, note: str) -> Clause:
    """Say that a promise was kept, and what shows it."""
    note = said(note, "note")
    today, by = clock.today(), sayer(actor, clause)
    return step(actor, clause, "fulfil", note=note, settled_on=today, settled_by=by)
