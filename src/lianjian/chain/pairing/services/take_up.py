from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import OutOfScope

from .. import policy, selectors, why_not
from ..models import Candidate, Round
from .enrol import must_be_open


@command("pairing.take_up", policy=policy.may_steer)
def take_up(actor: Actor, *, round: Round, village: int, partner: int) -> Candidate:
    """Give a pair of a solved round a row of its own, so that something can be said of it: a large
    round keeps rows of those pairs alone that are in its plan or that somebody has spoken of.

    ``village`` and ``partner`` are branches. Doing it twice does nothing. Raises OutOfScope when
    one of them takes no part or the round has no draft, and Invalid when it is not open any more.
    """
    must_be_open(round)
    solution = selectors.solution(actor.scope, round)
    if solution is None:
        raise OutOfScope(Candidate.missing())
    candidate = why_not.looked_at(actor.scope, round, solution, village, partner)
    if candidate._state.adding:
        candidate.save(force_insert=True)
    return candidate
