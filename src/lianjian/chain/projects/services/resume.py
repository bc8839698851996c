from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.resume", policy=policy.may_run)
def resume(actor: Actor, *, project: Project) -> Project:
    """Go on with a project that was suspended."""
    return PROJECT.move(project, "resume", scope=actor.scope, reason="")
