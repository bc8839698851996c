from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.suspend", policy=policy.may_run)
def suspend(actor: Actor, *, project: Project, reason: str) -> Project:
    """Let a project under way rest, and say why. Raises Invalid without a reason."""
    said = must_say(reason, "reason")
    return PROJECT.move(project, "suspend", scope=actor.scope, reason=said)
