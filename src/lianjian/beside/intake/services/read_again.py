from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import SUBMISSION
from ..models import Submission
from .hand_in import let_it_be_read


@command("intake.read_again", policy=policy.may_work_on, personal=["outlet", "accepted"])
def read_again(
    actor: Actor,
    *,
    submission: Submission,
    outlet: str,
    published_on: dt.date | None,
    accepted: Sequence[tuple[int, int, str]],
) -> Submission:
    """Read a text once more, with the day on which it was published and the repairs that a person
    chose. Raises Invalid for a day to come and for a text that is not read."""
    if published_on is not None and published_on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"published_on": _("in the future")})
    said = outlet.strip()[:120]
    # The day of handing in is offered on the page: nobody writes it.
    known = (submission.published_on, timezone.localtime(submission.made_at).date())
    typed = (said != submission.outlet) + (published_on not in known)
    SUBMISSION.move(
        submission,
        "read_again",
        scope=actor.scope,
        outlet=said,
        published_on=published_on,
        typed=submission.typed + typed,
        repairs={**submission.repairs, "accepted": [list(one) for one in accepted]},
    )
    return let_it_be_read(actor, submission)
