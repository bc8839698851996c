from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.models import Post
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import side_policy
from ..life import OVER
from ..models import AccordParty, Liaison
from ..models.side import fields_of
from .liaisons import Agreed, begin, must_be_agreed


@command("accords.set_liaison", policy=side_policy.may_set_liaison, personal=("contact",))
def set_liaison(
    actor: Actor,
    *,
    party: AccordParty,
    cadence: str,
    answer_days: int,
    post: Post | None = None,
    contact: str = "",
    next_on: dt.date | None = None,
    next_place: str = "",
    escalate_to: str = "",
    escalate_after: int | None = None,
) -> Liaison:
    """Say how a party is reached, how often it meets the others, within how many working days it
    answers and to whom a matter goes on (M12). Raises what ``must_be_agreed`` raises, Invalid for
    an accord that is over, Overtaken where the party has said so already."""
    accord = party.version.accord
    if accord.state in OVER:
        raise Invalid(_("This accord is over: there is nobody to reach any more."))
    said = Agreed(
        cadence, answer_days, post, contact, next_on, next_place, escalate_to, escalate_after
    )
    kept = must_be_agreed(actor, party, said)
    return begin(Liaison(**fields_of(party), **kept, is_demo=accord.is_demo))
