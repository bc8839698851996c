from __future__ import annotations

from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.jobs import selectors as jobs
from lianjian.ground.jobs.services import stop

from .. import policy
from ..life import ROUND
from ..models import Round


@command("pairing.stop_solving", policy=policy.may_steer)
def stop_solving(actor: Actor, *, round: Round) -> Round:
    """Take a round out of its computing, because it failed or takes too long; drafts stay, and the
    work that is under way is told to end."""
    ROUND.move(round, "fail", scope=actor.scope)
    for job in jobs.going_on("pairing.solve", {"round": round.pk}):
        stop(system("the solving of its round was stopped"), job=job)
    return round
