from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Candidate
from .marking import mark


@command("pairing.suggest", policy=policy.may_steer_candidate)
def suggest(actor: Actor, *, candidate: Candidate) -> Candidate:
    """Suggest a pair: it carries the staying bonus in the next version. Guided, never ordered:
    both sides are asked like everybody else."""
    return mark(actor, candidate, Candidate.State.SUGGESTED)
