from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Milestone
from .reach_milestone import OPEN_IN


@command("projects.reopen_milestone", policy=policy.may_reach)
def reopen_milestone(actor: Actor, *, milestone: Milestone, reason: str) -> Milestone:
    """Take back that a milestone was reached, and say why: it is open again.

    Raises Invalid without a reason and once the project is accepted, rests or is cancelled;
    Overtaken when somebody did it before.
    """
    if milestone.project.state not in OPEN_IN:
        raise Invalid(_("Milestones are reached while a project is listed or under way."))
    must_say(reason, "reason", most=250)
    reached = Milestone.within(actor.scope).filter(pk=milestone.pk, reached_on__isnull=False)
    if not reached.update(reached_on=None, note=""):
        raise Overtaken(_("Somebody has said this already. Look again."))
    milestone.reached_on, milestone.note = None, ""
    return milestone
