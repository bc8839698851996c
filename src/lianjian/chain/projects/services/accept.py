from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.documents import LARGEST, kept_document
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import PROJECT
from ..models import Project


@command("projects.accept", policy=policy.may_steer, pictures={"document": LARGEST})
def accept(
    actor: Actor,
    *,
    project: Project,
    accepted_by: str,
    result: str,
    accepted_on: dt.date | None = None,
    on_site: bool = False,
    document: bytes = b"",
) -> Project:
    """Record the acceptance (验收) of a project under way: by whom, when, with which result.

    ``document`` is a PDF, JPEG or PNG of at most 5 MB; ``on_site`` says that somebody looked there.
    Raises Invalid for a day before it began or to come, without a name or a result, and for a file
    of another kind.
    """
    day = accepted_on or clock.today()
    if day > clock.today() or (project.launched_on is not None and day < project.launched_on):
        raise Invalid(
            _("It is accepted between the day on which it began and today."),
            fields={"accepted_on": _("not that day")},
        )
    kept = kept_document(document)
    return PROJECT.move(
        project,
        "accept",
        scope=actor.scope,
        accepted_on=day,
        accepted_by=must_say(accepted_by, "accepted_by", most=200),
        result=must_say(result, "result", most=500),
        on_site=on_site,
        document=kept,
    )
