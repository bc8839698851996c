from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Clause
from .clauses import said, step


@command("accords.reopen_clause", policy=policy.may_work_on)
def reopen_clause(actor: Actor, *, clause: Clause, reason: str) -> Clause:
    """Take back that a promise was kept, and say why: work on it goes on.

    What was said stays in the history. Raises Invalid without a reason, Overtaken when somebody
    did it before.
    """
    said(reason, "reason")
    return step(actor, clause, "reopen", note="", settled_on=None, settled_by="")
