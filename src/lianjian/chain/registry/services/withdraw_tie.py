from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..models import Tie


@command("registry.withdraw_tie", policy=policy.may_withdraw_tie, fresh=True)
def withdraw_tie(actor: Actor, *, tie: Tie) -> None:
    """Take a tie back: its row goes, the journal keeps that it was there, without its sentence.

    Removed and not only marked, because it may speak of a person who no longer agrees.
    """
    # By a query, so that ``tie`` keeps its key and the journal can name it.
    gone, _by_model = Tie.within(actor.scope).filter(pk=tie.pk).delete()
    if not gone:
        raise Overtaken(Tie.missing())
