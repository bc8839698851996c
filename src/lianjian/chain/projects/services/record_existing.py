from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.documents import LARGEST, kept_document
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..contents import Contents
from ..life import ProjectState
from ..models import Project
from . import writing

FIRST_YEAR = 1978


@command("projects.record_existing", policy=policy.may_record, pictures={"document": LARGEST})
def record_existing(
    actor: Actor,
    *,
    issuer: Division | Organisation,
    contents: Contents,
    listed_on: dt.date,
    launched_on: dt.date | None = None,
    document: bytes = b"",
    is_demo: bool = False,
) -> Project:
    """Record a project that was on a list before the system: listed, or under way since a day.

    ``document`` shows the list. Its parties are named and have answered nothing here. Raises
    Invalid for days that do not fit, OutOfScope for what the actor may not see.
    """
    writing.must_be_within_reach(actor, contents)
    writing.must_make_sense(contents)
    if listed_on.year < FIRST_YEAR or listed_on > clock.today():
        raise Invalid(_("That day does not fit."), fields={"listed_on": _("not that day")})
    if launched_on is not None and not listed_on.year <= launched_on.year <= clock.today().year:
        raise Invalid(_("That day does not fit."), fields={"launched_on": _("not that day")})
    project = Project(
        issuer_division=issuer if isinstance(issuer, Division) else None,
        issuer=issuer if isinstance(issuer, Organisation) else None,
        state=ProjectState.UNDER_WAY if launched_on else ProjectState.LISTED,
        year=listed_on.year,
        listed_on=listed_on,
        launched_on=launched_on,
        document=kept_document(document),
        of_before=True,
        is_demo=is_demo,
    )
    writing.put(project, contents)
    project.save()
    writing.write_parts(project, contents)
    return project
