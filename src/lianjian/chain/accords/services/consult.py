from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import ACCORD
from ..models import Accord, TextVersion
from . import writing
from .completeness import must_be_complete, newest_text


@command("accords.consult", policy=policy.may_steer)
def consult(actor: Actor, *, accord: Accord, comment_by: dt.date | None = None) -> TextVersion:
    """Send the text in hand to its parties for their comments, until a day if one is given.

    From here on the text is theirs to read and is never edited again. Raises Invalid when it
    lacks parties or clauses.
    """
    if comment_by is not None and comment_by < clock.today():
        raise Invalid(_("That day has passed."), fields={"comment_by": _("today or later")})
    ACCORD.move(accord, "consult", scope=actor.scope)
    version = newest_text(accord)
    must_be_complete(version)
    version.sent_at, version.comment_by = clock.now(), comment_by
    version.save(update_fields=["sent_at", "comment_by"])
    writing.make_known(accord)
    return version
