from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.cancel", policy=policy.may_run)
def cancel(actor: Actor, *, project: Project, reason: str) -> Project:
    """Give a project up, and say why: it leaves the list and both indicators.

    Raises Invalid without a reason.
    """
    said = must_say(reason, "reason")
    return PROJECT.move(project, "cancel", scope=actor.scope, reason=said)
