"""What a file brought of branches, postings and ties goes again."""

from __future__ import annotations

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.taking_back import Back
from lianjian.ground.organisations import services as organisations

from .. import policy
from ..models import Attestation, Branch, Posting, Tie
from ..taking_policy import may_take_back
from .details import let_it_be_found


@command("registry.take_back_batch", policy=may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the branches, postings and ties of a file that ``taking_back.weigh`` lets go, and
    give those that it changed their former values; with the branches go the bodies that the file
    brought. Gives how many rows went."""
    taking_back.restore(
        back,
        actor,
        Branch,
        may=lambda row: policy.may_amend(actor, branch=row),
        tell=let_it_be_found,
    )
    taking_back.restore(
        back, actor, Posting, may=lambda row: policy.may_end_posting(actor, posting=row)
    )
    taking_back.restore(back, actor, Tie)
    went = taking_back.remove(back, Attestation, Tie, Posting, Branch)
    return went + organisations.take_back_batch(actor, back=back)
