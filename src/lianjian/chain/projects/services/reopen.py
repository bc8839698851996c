from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.reopen", policy=policy.may_steer)
def reopen(actor: Actor, *, project: Project, reason: str) -> Project:
    """Take back that a project was accepted, and say why: it is under way again.

    Who accepted it and with which result stays in the history. Raises Invalid without a reason,
    Overtaken when somebody did it before.
    """
    must_say(reason, "reason", most=250)
    return PROJECT.move(
        project,
        "reopen",
        scope=actor.scope,
        accepted_on=None,
        accepted_by="",
        result="",
        on_site=False,
        document=None,
    )
