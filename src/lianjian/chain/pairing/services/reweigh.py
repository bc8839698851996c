from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..life import ROUND
from ..models import Round, Solution
from ..rules import said
from .enrol import must_be_open
from .solve import solve
from .write_rules import write_rules


@command("pairing.reweigh", policy=policy.may_steer)
def reweigh(
    actor: Actor, *, round: Round, willingness: int, ties: int, span: int, relevance: int
) -> Solution | None:
    """Let a round go by other weights (percent, together 100) and solve it again.

    The weights become the next version of the issuer's rules; every other rule stays. Raises
    Invalid when they do not make 100 or the round cannot be solved now, and Overtaken when a
    colleague steered it meanwhile.
    """
    must_be_open(round)
    weights = {"willingness": willingness, "ties": ties, "span": span, "relevance": relevance}
    rules = write_rules(
        actor,
        division=round.division,
        organisation=round.organisation,
        **{**said(round.rules), **weights},
    )
    open_ = [state for state, verb in ROUND.edges if verb == "solve"]
    mine = Round.within(actor.scope).filter(pk=round.pk, state__in=open_, rules=round.rules)
    if not mine.update(rules=rules):
        raise Overtaken(_("A colleague has steered this round meanwhile. Look at it first."))
    round.rules = rules
    return solve(actor, round=round)
