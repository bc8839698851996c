from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, solving
from ..life import ROUND
from ..models import Round, Solution


@command("pairing.finish_solving", policy=policy.may_steer)
def finish_solving(actor: Actor, *, round: Round) -> Solution:
    """Write what the job has reckoned (``solving.found``); the round is up for review.

    Raises Invalid when somebody stopped the solving meanwhile: then nothing is written.
    """
    answer = solving.found.get()
    if answer is None:
        raise LookupError("No plan was handed over: this command is the job's last step.")
    ROUND.move(round, "finish", scope=actor.scope)
    return answer.write(round)
