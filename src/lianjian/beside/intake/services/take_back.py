from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.utils.translation import gettext as _

from lianjian.ground.core import clock, receives, taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy, tongues
from ..life import FACT
from ..models import Fact, Origin, Submission
from .look import look

UNDO_WITHIN = dt.timedelta(days=30)
"""As long as this a confirmation can be taken back."""


@command("intake.take_back", policy=policy.may_confirm)
def take_back(actor: Actor, *, submission: Submission, fact: Fact) -> Fact:
    """Take a confirmation back: what it made goes, what it changed says again what it said before.

    What somebody changed or built on since stays; the fact remembers why. Raises Invalid for one
    that is not confirmed, after 30 days, and where all of it would stay.
    """
    FACT.target(fact.state, "take_back")
    receiver = receives.receiver(fact.kind)
    late = fact.confirmed_at is None or clock.now() - fact.confirmed_at > UNDO_WITHIN
    if late or not fact.trace or receiver is None:
        raise Invalid(_("It can be taken back for 30 days. Correct the record itself instead."))
    back = taking_back.weigh(actor, fact.trace, file=submission.source, lock=True)

    def stays() -> list[dict[str, str]]:
        again = taking_back.weigh(actor, fact.trace, file=submission.source)
        return [
            {
                "name": one.name,
                "title": str(apps.get_model(one.model)._meta.verbose_name),
                "why": str(one.why),
            }
            for one in again.stays
        ]

    kept = tongues.in_own(stays) if back.stays else []
    said = {code: {"kept": told} for code, told in tongues.in_others(stays).items()} if kept else {}
    if not back.lines:
        why = [str(one.why) for one in back.stays]
        raise Invalid(" ".join([_("Nothing of it can be taken back."), *why]))
    receiver.take_back(actor, back)
    taking_back.must_stand_alone()
    FACT.move(
        fact, "take_back", scope=actor.scope, trace={}, kept=kept, confirmed_by=None,
        confirmed_at=None, typed=0, reused=0, said=tongues.with_(fact, said),
    )  # fmt: skip
    # What stays, because somebody built on it, was made of this sentence all the same.
    stay = [f"{one.model.lower()}:{one.key}" for one in back.stays]
    Origin.within(actor.scope).filter(fact=fact).exclude(record__in=stay).delete()
    look(actor, submission=submission)
    fact.refresh_from_db()
    return fact
