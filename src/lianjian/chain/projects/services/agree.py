from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.agree", policy=policy.may_agree)
def agree(actor: Actor, *, project: Project) -> Project:
    """All parties have agreed: the project is jointly reviewed. Only *answer* does this."""
    return PROJECT.move(project, "agree", scope=actor.scope)
