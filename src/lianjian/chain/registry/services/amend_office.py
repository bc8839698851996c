from __future__ import annotations

import datetime as dt

from lianjian.ground.accounts.models import Person
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.stays import STAYS, Stays

from .. import policy
from ..models import Office
from .sources import must_be_text
from .terms import must_be_a_term, must_keep_its_turn


@command("registry.amend_office", policy=policy.may_change_office)
def amend_office(
    actor: Actor,
    *,
    office: Office,
    title: str | None = None,
    starts: dt.date | None = None,
    ends: dt.date | Stays | None = STAYS,
    person: Person | Stays | None = STAYS,
) -> Office:
    """Correct what is given and leave the rest; a last day or an account that is None is taken
    away. Where it is held stays, and so does who took over from whom.

    Raises Invalid for days in no order, and for a term that reaches into the one before or after.
    """
    first = starts or office.starts
    last = office.ends if ends is STAYS else ends
    must_be_a_term(first, last)
    after = Office.within(actor.scope).filter(follows=office).first()
    must_keep_its_turn(first, last, before=office.follows, after=after)
    changes: dict[str, object] = {"starts": first, "ends": last}
    if title is not None:
        changes["title"] = must_be_text(title, "title", 2, 60)
    if person is not STAYS:
        changes["person"] = person
    office.rewrite(**changes)
    return office
