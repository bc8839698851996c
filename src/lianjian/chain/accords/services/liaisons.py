"""What the verbs of a liaison have in common."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid, OutOfScope, Overtaken

from .. import selectors
from ..models import AccordParty, Liaison
from ..models.side import OfOneParty
from .leading_groups import must_be_line

MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a liaison says; see ``Liaison``. Days are working days."""

    cadence: str
    answer_days: int
    post: Post | None = None
    contact: str = ""
    next_on: dt.date | None = None
    next_place: str = ""
    escalate_to: str = ""
    escalate_after: int | None = None


def must_be_agreed(actor: Actor, row: AccordParty | OfOneParty, said: Agreed) -> dict[str, Any]:
    """The fields of a liaison as they are kept.

    Raises Invalid without a contact, for days beyond 1 to 60, for a meeting in the past, and for
    one half of an escalation; OutOfScope for a post that is none of the party's own.
    """
    contact = must_be_line(said.contact, "contact", most=120, may_lack=True)
    if said.post is None and not contact:
        reason = _("Choose a post as contact, or write who it is.")
        raise Invalid(reason, fields={"contact": reason})
    if (
        said.post is not None
        and not selectors.contacts_of(actor, row).filter(pk=said.post.pk).exists()
    ):
        raise OutOfScope(Post.missing())
    if said.cadence not in Liaison.Cadence.values:
        raise Invalid(_("Choose how often you meet."), fields={"cadence": _("unknown")})
    escalate_to = must_be_line(said.escalate_to, "escalate_to", most=120, may_lack=True)
    if bool(escalate_to) != bool(said.escalate_after):
        reason = _("Say both: to whom a matter goes on, and after how many working days.")
        raise Invalid(reason, fields={"escalate_to": reason})
    for field, days in (("answer_days", said.answer_days), ("escalate_after", said.escalate_after)):
        if days is not None and not 1 <= days <= MOST_DAYS:
            between = _("Between 1 and %(most)s working days.") % {"most": MOST_DAYS}
            raise Invalid(between, fields={field: between})
    if said.next_on is not None and said.next_on < clock.today():
        reason = _("The next meeting is today or later.")
        raise Invalid(reason, fields={"next_on": reason})
    return {
        "post": said.post,
        "contact": contact,
        "cadence": said.cadence,
        "next_on": said.next_on,
        "next_place": must_be_line(said.next_place, "next_place", most=120, may_lack=True),
        "answer_days": said.answer_days,
        "escalate_to": escalate_to,
        "escalate_after": said.escalate_after,
        "since": clock.today(),
    }


def begin(liaison: Liaison) -> Liaison:
    """Save a new liaison; raises Overtaken where one stands already."""
    try:
        with transaction.atomic():
            liaison.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("This party has said already how it is reached. Change that.")) from None
    return liaison


def must_be_first_to_end(actor: Actor, liaison: Liaison, reason: str = "") -> None:
    """End a liaison today; raises Overtaken when somebody ended or changed it before."""
    standing = Liaison.within(actor.scope).filter(pk=liaison.pk, until__isnull=True)
    if not standing.update(until=clock.today(), end_reason=reason):
        raise Overtaken(_("Someone changed this a moment ago. Look again before you go on."))
