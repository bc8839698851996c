from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Project
from .days import must_be_its_start


@command("projects.correct_start", policy=policy.may_run)
def correct_start(actor: Actor, *, project: Project, launched_on: dt.date, reason: str) -> Project:
    """Say anew since when a project is under way, and why: it counts in that day's year.

    Raises Invalid for a project that has not begun, a day that cannot be, and without a reason;
    Overtaken when somebody else corrected it at that moment.
    """
    if project.launched_on is None:
        raise Invalid(_("This project has not begun yet."))
    must_say(reason, "reason", most=250)
    must_be_its_start(project, launched_on)
    must_not_precede(
        project.accepted_on,
        launched_on,
        _("It was accepted before that day."),
        field="launched_on",
    )
    project.rewrite(launched_on=launched_on)
    return project
