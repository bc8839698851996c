from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy, selectors
from ..contents import Contents
from ..life import PROJECT
from ..models import Project
from . import writing
from .propose import own_yes


@command("projects.revise", policy=policy.may_revise)
def revise(actor: Actor, *, project: Project, contents: Contents, edition: int) -> Project:
    """Word a proposal anew: every party answers again, whoever has agreed to the old words too.

    ``edition`` is the one that was read; raises Overtaken when somebody revised it meanwhile,
    OutOfScope and Invalid as *propose* does.
    """
    known = selectors.sides_of(Project.get_within(actor.scope, pk=project.pk)).values()
    writing.must_be_within_reach(actor, contents, list(known))
    writing.must_make_sense(contents)
    if project.edition != edition:
        raise Overtaken(_("Somebody revised this meanwhile. Look at the new words first."))
    PROJECT.move(project, "revise", scope=actor.scope)
    # The row's lock is ours from here on: nobody answers the old words beside us.
    if not Project.within(actor.scope).filter(pk=project.pk, edition=edition).exists():
        raise Overtaken(_("Somebody revised this meanwhile. Look at the new words first."))
    writing.put(project, contents)
    project.edition = edition + 1
    project.save(update_fields=[*writing.FIELDS, "edition"])
    writing.write_parts(project, contents)
    own_yes(actor, project)
    return project
