from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Clause
from .clauses import step


@command("accords.begin_clause", policy=policy.may_work_on)
def begin_clause(actor: Actor, *, clause: Clause) -> Clause:
    """Say that work on a promise has begun."""
    return step(actor, clause, "begin")
