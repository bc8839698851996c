from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.start", policy=policy.may_run)
def start(actor: Actor, *, project: Project, launched_on: dt.date | None = None) -> Project:
    """Say since when a listed project is under way: that makes it *new* in that day's year.

    Raises Invalid for a day to come.
    """
    day = launched_on or clock.today()
    if day > clock.today():
        raise Invalid(_("That day lies ahead."), fields={"launched_on": _("today or earlier")})
    return PROJECT.move(project, "start", scope=actor.scope, launched_on=day)
