from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..material import gathered
from ..models import Candidate
from .marking import mark


@command("pairing.lock", policy=policy.may_steer_candidate)
def lock(actor: Actor, *, candidate: Candidate) -> Candidate:
    """Keep a pair in the next version whatever it costs: only one that both sides asked for.

    (A live pairing needs no lock: it holds its places before the round begins.) Raises Invalid
    when a side has not asked for the other by name; the coordinator may suggest it instead.
    """
    two = candidate.village.branch_id, candidate.partner.branch_id
    if not gathered(candidate.round, on=clock.today(), only=two).both_asked(*two):
        raise Invalid(
            _("Only a pair that both sides have asked for can be locked. You may suggest it.")
        )
    return mark(actor, candidate, Candidate.State.LOCKED)
