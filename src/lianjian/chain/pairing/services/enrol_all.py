from __future__ import annotations

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..eligible import by_side
from ..models import Round
from ..names import in_parts
from .enrol import let_in, must_be_open, must_fit, places_of

AT_ONCE = 500


@command("pairing.enrol_all", policy=policy.may_steer)
def enrol_all(actor: Actor, *, round: Round, side: str) -> int:
    """Let all villages, or all partners, that the issuer sees and that could take part do so, each
    as ``enrol`` lets it; gives how many are new. Whoever cannot take part stays out.

    Raises Invalid when the round is not open any more.
    """
    must_be_open(round)
    keys = list(by_side(actor.scope, round, side).order_by("pk").values_list("pk", flat=True))
    count = 0
    for some in in_parts(keys, AT_ONCE):
        rows = registry.branches(actor.scope).filter(pk__in=some).order_by("pk")
        count += let_in(round, places_of([one for one in rows if _fits(round, one)]))
    return count


def _fits(round: Round, branch: Branch) -> bool:
    try:
        must_fit(round.division, branch)
    except Invalid:
        return False
    return True
