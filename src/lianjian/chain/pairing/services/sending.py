from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Overtaken

from .. import publishing
from ..life import ROUND
from ..models import Proposal, Round, Solution


def send(actor: Actor, round: Round, solution: Solution, told: publishing.Drawn) -> Round:
    """Write the proposals that were put together, and the round is published: all of them or none.

    Raises Overtaken when the world has moved on, and Invalid when the round cannot be published.
    """
    publishing.must_still_hold(round, {(village, partner) for village, partner in solution.pairs})
    reply_by = clock.today() + dt.timedelta(days=round.reply_days)
    ROUND.move(round, "publish", scope=actor.scope, reply_by=reply_by, published_at=clock.now())
    try:
        with transaction.atomic():
            for some in publishing.proposals(round, told, reply_by):
                Proposal.objects.bulk_create(some)
    except IntegrityError:
        raise Overtaken(publishing.MOVED_ON) from None
    return round
