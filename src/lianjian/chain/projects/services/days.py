"""On which days a project can have begun, and its milestones can have been reached."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

from ..models import Project


def earliest(project: Project) -> dt.date:
    """The first day on which a project may have begun: of the year before it was listed."""
    listed = project.listed_on or clock.today()
    return dt.date(listed.year - 1, 1, 1)


def must_be_its_start(project: Project, day: dt.date, *, field: str = "launched_on") -> None:
    """Raises Invalid, beside ``field``, for a day to come, and for one long before the list."""
    if day > clock.today():
        raise Invalid(_("That day lies ahead."), fields={field: _("today or earlier")})
    reason = _("It stands on the list of a later year: look at the day once more.")
    must_not_precede(day, earliest(project), reason, field=field)
