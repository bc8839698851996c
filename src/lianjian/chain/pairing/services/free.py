from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Candidate
from .marking import mark


@command("pairing.free", policy=policy.may_steer_candidate)
def free(actor: Actor, *, candidate: Candidate) -> Candidate:
    """Take back what the issuer said about a pair: suggested, locked or forbidden."""
    return mark(actor, candidate, Candidate.State.FREE)
