from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.stays import STAYS, Stays
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Posting, Tie
from .end_posting import let_no_tie_outlast
from .hand_over_posting import must_be_a_handover
from .post_first_secretary import already_there, must_be_a_batch
from .terms import must_be_a_term, must_keep_its_turn


@command("registry.amend_posting", policy=policy.may_amend_posting)
def amend_posting(
    actor: Actor,
    *,
    posting: Posting,
    batch: int | None = None,
    level: str | None = None,
    sending_unit: Organisation | Stays | None = STAYS,
    starts: dt.date | None = None,
    ends: dt.date | Stays | None = STAYS,
    handover: str | None = None,
) -> Posting:
    """Correct what is given and leave the rest; a sending unit or a last day that is None is taken
    away. A tie that ended with the posting ends with it again (M9).

    Raises Invalid for days in no order, for a term that reaches into the one before or after, and
    for a batch and level that the village has already.
    """
    was = posting.ends
    first, last = starts or posting.starts, was if ends is STAYS else ends
    must_be_a_term(first, last)
    after = Posting.within(actor.scope).filter(follows=posting).first()
    must_keep_its_turn(first, last, before=posting.follows, after=after)
    changes: dict[str, object] = {"starts": first, "ends": last}
    if batch is not None:
        changes["batch"] = must_be_a_batch(batch)
    if level is not None:
        changes["level"] = level
    if sending_unit is not STAYS:
        changes["sending_unit"] = sending_unit
    if handover is not None:
        changes["handover"] = must_be_a_handover(handover)
    try:
        with transaction.atomic():
            posting.rewrite(**changes)
    except IntegrityError:
        raise already_there() from None
    if was is not None and last != was:
        Tie.within(actor.scope).filter(posting=posting, until=was).update(until=last)
    if last is not None:
        let_no_tie_outlast(actor, posting, last)
    return posting
