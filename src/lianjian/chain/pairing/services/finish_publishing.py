from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, publishing
from ..models import Round
from .sending import send


@command("pairing.finish_publishing", policy=policy.may_steer)
def finish_publishing(actor: Actor, *, round: Round, version: int) -> Round:
    """Write the proposals that the job has put together (``publishing.drawn``); the round is
    published.

    Raises Overtaken when there is a newer version by now or when the world has moved on, and
    Invalid when the round cannot be published any more: then nothing is written.
    """
    told = publishing.drawn.get()
    if told is None:
        raise LookupError("No proposals were handed over: this command is the job's last step.")
    solution = publishing.newest(actor.scope, round, version)
    return send(actor, round, solution, told)
