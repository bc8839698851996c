"""Which buttons a page has: the verbs that the life has from here and the policy grants."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.life import Life
from lianjian.ground.core.verdicts import Verdict

from . import policy
from .life import GOES_ON, PAIRING, PROPOSAL, ROUND
from .models import Pairing, Proposal, Round

Rights = Mapping[str, Callable[..., Verdict]]
"""The verbs that a person presses, and who may; the rest follows from other records."""

OF_A_ROUND: Rights = dict.fromkeys(
    ("solve", "fail", "publish", "take_back", "close", "abandon"), policy.may_steer
)
OF_A_PROPOSAL: Rights = dict.fromkeys(("accept", "decline"), policy.may_reply)
OF_A_PAIRING: Rights = {"end": policy.may_end}


def of_round(actor: Actor, round: Round) -> dict[str, bool]:
    offered = _offered(ROUND, OF_A_ROUND, actor, round)
    if round.state in GOES_ON and policy.may_steer(actor, round=round):
        # It opens another round and leaves this one's life as it is.
        offered["go_on"] = True
    return offered


def of_proposal(actor: Actor, proposal: Proposal) -> dict[str, bool]:
    return _offered(PROPOSAL, OF_A_PROPOSAL, actor, proposal)


def of_pairing(actor: Actor, pairing: Pairing) -> dict[str, bool]:
    return _offered(PAIRING, OF_A_PAIRING, actor, pairing)


def _offered(
    life: Life, rights: Rights, actor: Actor, row: Round | Proposal | Pairing
) -> dict[str, bool]:
    """A policy takes its record under the name of the life."""
    return {
        verb: True
        for verb in life.verbs_from(row.state)
        if verb in rights and rights[verb](actor, **{life.name: row})
    }
