from __future__ import annotations

import datetime as dt

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import PROJECT
from ..models import Project
from .days import must_be_its_start


@command("projects.start", policy=policy.may_run)
def start(actor: Actor, *, project: Project, launched_on: dt.date | None = None) -> Project:
    """Say since when a listed project is under way: that makes it *new* in that day's year.

    Raises Invalid for a day to come, and for one long before the list.
    """
    day = launched_on or clock.today()
    must_be_its_start(project, day)
    return PROJECT.move(project, "start", scope=actor.scope, launched_on=day)
