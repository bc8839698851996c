"""The naive twin: replies and publishes as one would write it first. For controls of races only.

It reads, checks and saves; it neither locks nor asks the database again. On PostgreSQL two who act
at once both win, which is what the races must be able to see (docs/ideas/locking.md).
"""

from __future__ import annotations

from typing import Any

from lianjian.chain.pairing import policy, publishing
from lianjian.chain.pairing.life import HOLDS_A_SLOT, ProposalState
from lianjian.chain.pairing.models import Pairing, Proposal, Round, Solution
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Allowed, Overtaken, Verdict

_ALL = Scope.of_everything()


def _anybody(_actor: Actor, **_rest: Any) -> Verdict:
    return Allowed()


@command("naive.accept", policy=_anybody)
def accept(actor: Actor, *, proposal: Proposal) -> Proposal:
    """Read, check, save: takes the last slot twice when two take it at once."""
    row = Proposal.within(_ALL).get(pk=proposal.pk)
    if row.state != ProposalState.PROPOSED:
        raise Overtaken("")
    side = policy.side_of(actor, row)
    setattr(row, f"{side}_accepted_at", clock.now())
    if row.village_accepted_at and row.partner_accepted_at:
        for branch in (row.village, row.partner):
            held = Pairing.within(_ALL).filter(state__in=HOLDS_A_SLOT)
            name = "village" if branch.is_village else "partner"
            if held.filter(**{name: branch}).count() >= branch.span:
                raise Overtaken("")
        row.state = ProposalState.AGREED
        Pairing(
            village=row.village,
            partner=row.partner,
            origin=Pairing.Origin.ROUND,
            agreed_on=clock.today(),
        ).save()
    row.save(update_fields=["state", "village_accepted_at", "partner_accepted_at"])
    return row


@command("naive.publish", policy=_anybody)
def publish(actor: Actor, *, round: Round, version: int) -> Round:
    """Read, check, save: publishes once more what a colleague publishes at the same moment."""
    row = Round.within(_ALL).get(pk=round.pk)
    solution = Solution.within(_ALL).get(round=row, version=version)
    if row.state != "review":
        raise Overtaken("")
    today = clock.today()
    pairs = {(village, partner) for village, partner in solution.pairs}
    publishing.must_still_hold(row, pairs)
    for some in publishing.proposals(row, publishing.draw(row, pairs), today):
        Proposal.objects.bulk_create(some)
    row.state = "published"
    row.save(update_fields=["state"])
    return row


@command("naive.take_back", policy=_anybody)
def take_back(actor: Actor, *, round: Round) -> Round:
    """Read, check, save: takes back what somebody accepts at the same moment."""
    rows = list(Proposal.within(_ALL).filter(round=round))
    if any(row.village_accepted_at or row.partner_accepted_at for row in rows):
        raise Overtaken("")
    for row in rows:
        row.state = ProposalState.TAKEN_BACK
        row.save(update_fields=["state"])
    round.state = "review"
    round.save(update_fields=["state"])
    return round
