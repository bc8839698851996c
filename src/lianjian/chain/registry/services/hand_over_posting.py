from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.models import Person
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Posting
from .end_posting import end_posting
from .post_first_secretary import post_first_secretary

LONGEST_HANDOVER = 2000


@command("registry.hand_over_posting", policy=policy.may_hand_over_posting)
def hand_over_posting(
    actor: Actor,
    *,
    posting: Posting,
    batch: int,
    level: str,
    starts: dt.date,
    ends: dt.date | None = None,
    sending_unit: Organisation | None = None,
    person: Person | None = None,
    handover: str = "",
) -> Posting:
    """The next first secretary takes over from one (M9), with a note of what is handed over.

    The one before ends on the day before, if it has not ended, and the ties that rest on it too.
    Raises Invalid for a first day that is not behind the former, Overtaken where it is done.
    """
    if starts <= posting.starts:
        reason = _("The next posting begins after the one before.")
        raise Invalid(reason, fields={"starts": reason})
    handover = must_be_a_handover(handover)
    last = starts - dt.timedelta(days=1)
    if posting.ends is None or posting.ends > last:
        end_posting(actor, posting=posting, on=last)
    following: Posting = post_first_secretary(
        actor,
        branch=posting.branch,
        batch=batch,
        level=level,
        starts=starts,
        ends=ends,
        sending_unit=sending_unit,
        person=person,
        is_demo=posting.is_demo,
    )
    try:
        with transaction.atomic():
            following.rewrite(follows=posting, handover=handover)
    except IntegrityError:
        raise Overtaken(_("It was handed over already. Look again.")) from None
    return following


def must_be_a_handover(text: str) -> str:
    """What is handed over as it is kept. Raises Invalid for more than 2000 characters."""
    if len(text) > LONGEST_HANDOVER:
        reason = _("Keep it within 2000 characters.")
        raise Invalid(reason, fields={"handover": reason})
    return text.strip()
