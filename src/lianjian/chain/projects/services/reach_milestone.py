from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..life import ProjectState
from ..models import Milestone
from .days import must_be_its_start

OPEN_IN = (ProjectState.LISTED, ProjectState.UNDER_WAY)


@command("projects.reach_milestone", policy=policy.may_reach)
def reach_milestone(
    actor: Actor, *, milestone: Milestone, note: str, reached_on: dt.date | None = None
) -> Milestone:
    """Say that a milestone of a listed project is reached, when, and what shows it.

    Raises Invalid for a day to come or without words, Overtaken when somebody has said it already.
    """
    day = reached_on or clock.today()
    must_be_its_start(milestone.project, day, field="reached_on")
    if milestone.project.state not in OPEN_IN:
        raise Invalid(_("Milestones are reached while a project is listed or under way."))
    said = must_say(note, "note")
    won = Milestone.within(actor.scope).filter(pk=milestone.pk, reached_on=None)
    if not won.update(reached_on=day, note=said):
        raise Overtaken(_("Somebody has said this already. Look again."))
    milestone.reached_on, milestone.note = day, said
    return milestone
