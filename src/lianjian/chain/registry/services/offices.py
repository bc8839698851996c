"""Who holds which office: entering, ending, handing over (M25)."""

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
from ..models import Branch, Office
from .sources import must_be_text
from .terms import must_be_a_term


@command("registry.enter_office", policy=policy.may_enter_office)
def enter_office(
    actor: Actor,
    *,
    place: Organisation | Branch,
    title: str,
    starts: dt.date,
    ends: dt.date | None = None,
    person: Person | None = None,
    is_demo: bool = False,
) -> Office:
    """Somebody holds an office in a body or a branch from a day on. Of a person without an
    account nothing is kept but the title and the days. Raises Invalid for days in no order."""
    office = Office(
        organisation=place if isinstance(place, Organisation) else None,
        branch=place if isinstance(place, Branch) else None,
        title=must_be_text(title, "title", 2, 60),
        person=person,
        starts=starts,
        ends=ends,
        is_demo=is_demo,
    )
    must_be_a_term(starts, ends)
    office.save(force_insert=True)
    return office


@command("registry.end_office", policy=policy.may_change_office)
def end_office(actor: Actor, *, office: Office, on: dt.date) -> Office:
    """The holder's last day. Raises Invalid for a day before the first."""
    must_be_a_term(office.starts, on, field="on")
    office.rewrite(ends=on)
    return office


@command("registry.hand_over_office", policy=policy.may_change_office)
def hand_over_office(
    actor: Actor, *, office: Office, starts: dt.date, person: Person | None = None
) -> Office:
    """The next holder begins on ``starts``; the one before ends the day before, or has ended.

    Both stay on record. Raises Invalid for a day that is not behind the first of the one before,
    Overtaken where somebody handed it over already.
    """
    if starts <= office.starts:
        reason = _("The next holder begins after the one before.")
        raise Invalid(reason, fields={"starts": reason})
    last = starts - dt.timedelta(days=1)
    if office.ends is None or office.ends > last:
        end_office(actor, office=office, on=last)
    following = Office(
        organisation=office.organisation,
        branch=office.branch,
        title=office.title,
        person=person,
        starts=starts,
        follows=office,
        is_demo=office.is_demo,
    )
    try:
        with transaction.atomic():
            following.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("It was handed over already. Look again.")) from None
    return following
