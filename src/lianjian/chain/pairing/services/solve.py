from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.jobs import services as jobs

from .. import policy, solving
from ..life import ROUND
from ..models import Round, Solution
from ..wide.memory import must_fit


@command("pairing.solve", policy=policy.may_steer)
def solve(actor: Actor, *, round: Round) -> Solution | None:
    """Find the best plan of a round and its proof; a re-run is a new version beside the old ones.

    Rooms are measured and candidates scored anew. A large round is solved by a job: the answer is
    then None and the round stays *computing* meanwhile. Of a wide round the plan is the best among
    candidates that the job finds city by city. Raises Invalid when a side is missing or
    the memory that is left is too little, and Overtaken when a colleague solves the round at the
    same time.
    """
    size = solving.pairs_of(round)
    if not size:
        raise Invalid(_("A round needs at least one village and one partner."))
    if size > solving.MOST_PAIRS:
        must_fit(round)
    ROUND.move(round, "solve", scope=actor.scope)
    if size > solving.INLINE_PAIRS:
        back = reverse("pairing:round", args=[round.pk])
        jobs.start(actor, name="pairing.solve", arguments={"round": round.pk}, back=back)
        return None
    solution = solving.reckon(round).write(round)
    ROUND.move(round, "finish", scope=actor.scope)
    return solution
