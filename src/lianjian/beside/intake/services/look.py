from __future__ import annotations

from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, proposing, selectors, tongues
from ..life import OPEN
from ..models import Fact, Submission


@command("intake.look", policy=policy.may_work_on)
def look(actor: Actor, *, submission: Submission) -> Submission:
    """Weigh what is open of a text as things stand now, for this actor; nothing else is written."""
    facts = list(selectors.facts(submission).filter(state__in=OPEN))

    def looked() -> dict[int, proposing.Looked]:
        return proposing.looked(actor, facts, submission.source)

    found = tongues.in_own(looked)
    # Most looks have nothing to say, and then they need no other language.
    speaks = any(one.wrong or one.beside for one in found.values())
    others = tongues.in_others(looked) if speaks else {}
    for one in facts:
        if seen := found.get(one.number):
            one.standing, one.wrong, one.beside = seen.standing, seen.wrong, seen.beside
            said = {code: _said(others.get(code, {}).get(one.number)) for code in tongues.others()}
            one.said = tongues.with_(one, said)
    Fact.within(actor.scope).bulk_update(facts, ["standing", "wrong", "beside", "said"])
    submission.looked_by_id = actor.post
    submission.save(update_fields=["looked_by"])
    return submission


def _said(seen: proposing.Looked | None) -> dict[str, Any]:
    return {"wrong": seen.wrong if seen else {}, "beside": seen.beside if seen else []}
