from __future__ import annotations

import datetime as dt

from lianjian.ground.accounts.models import Post
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import side_policy
from ..models import Liaison
from .liaisons import Agreed, begin, must_be_agreed, must_be_first_to_end


@command("accords.change_liaison", policy=side_policy.may_change_liaison, personal=("contact",))
def change_liaison(
    actor: Actor,
    *,
    liaison: Liaison,
    cadence: str,
    answer_days: int,
    post: Post | None = None,
    contact: str = "",
    next_on: dt.date | None = None,
    next_place: str = "",
    escalate_to: str = "",
    escalate_after: int | None = None,
) -> Liaison:
    """Say anew how a party is reached; what was agreed before stays readable as it was.

    Gives the new row. Raises what ``must_be_agreed`` raises; Overtaken when somebody changed or
    ended this one before.
    """
    said = Agreed(
        cadence, answer_days, post, contact, next_on, next_place, escalate_to, escalate_after
    )
    kept = must_be_agreed(actor, liaison, said)
    must_be_first_to_end(actor, liaison)
    return begin(
        Liaison(
            accord_id=liaison.accord_id,
            organisation_id=liaison.organisation_id,
            branch_id=liaison.branch_id,
            party=liaison.party,
            is_demo=liaison.is_demo,
            **kept,
        )
    )
