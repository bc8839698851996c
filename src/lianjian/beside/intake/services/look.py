from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, proposing, selectors
from ..life import OPEN
from ..models import Fact, Submission


@command("intake.look", policy=policy.may_work_on)
def look(actor: Actor, *, submission: Submission) -> Submission:
    """Weigh what is open of a text as things stand now, for this actor; nothing else is written."""
    facts = list(selectors.facts(submission).filter(state__in=OPEN))
    found = proposing.looked(actor, facts, submission.source)
    for one in facts:
        if seen := found.get(one.number):
            one.standing, one.wrong, one.beside = seen.standing, seen.wrong, seen.beside
    Fact.within(actor.scope).bulk_update(facts, ["standing", "wrong", "beside"])
    submission.looked_by_id = actor.post
    submission.save(update_fields=["looked_by"])
    return submission
