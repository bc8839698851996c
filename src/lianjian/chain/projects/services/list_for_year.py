from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import PROJECT
from ..models import Project

FIRST_DAY = dt.date(1978, 1, 1)
AHEAD = 1
"""Next year's list may be written this year."""


@command("projects.list_for_year", policy=policy.may_steer)
def list_for_year(
    actor: Actor, *, project: Project, year: int, listed_on: dt.date | None = None
) -> Project:
    """Put a jointly reviewed project on the annual list of a year (M36).

    Raises Invalid for a day to come and a year that is neither the day's nor the next, Overtaken
    when somebody revised it a moment ago.
    """
    day = listed_on or clock.today()
    if day > clock.today():
        raise Invalid(_("That day lies ahead."), fields={"listed_on": _("today or earlier")})
    must_not_precede(
        day, FIRST_DAY, _("That day is too long ago. Look at its year."), field="listed_on"
    )
    if not day.year <= year <= day.year + AHEAD:
        raise Invalid(
            _("The list is of the year of that day, or of the next."),
            fields={"year": _("%(this)s or %(next)s") % {"this": day.year, "next": day.year + 1}},
        )
    return PROJECT.move(project, "list", scope=actor.scope, year=year, listed_on=day)
