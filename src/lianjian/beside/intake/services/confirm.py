from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianjian.ground.core import clock, receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.receives import Batch, Receiver, Weighed
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.sheets import lines

from .. import originating, policy, proposing
from ..life import FACT, OPEN
from ..models import Fact, Origin, Submission
from .look import look
from .standing import must_be_read


@command("intake.confirm", policy=policy.may_confirm)
def confirm(actor: Actor, *, submission: Submission, facts: Sequence[Fact]) -> Submission:
    """Make records of these facts, all of them or none, each in its own room.

    They are weighed once more as things stand now. Several at once are only such as are certain.
    Raises Invalid where nothing is chosen or one of several is not certain, Overtaken where a
    line can no longer be taken or was edited since it was read.
    """
    must_be_read(actor, submission)
    if not facts:
        raise Invalid(_("Choose what you confirm."))
    if len(facts) > 1 and not all(one.is_certain for one in facts):
        raise Invalid(_("What is doubtful or contradicts is confirmed one by one."))
    for one in facts:
        if one.state not in OPEN:
            FACT.target(one.state, "confirm")
    in_order = proposing.in_order(facts)
    if sum(len(mine) for _receiver, mine in in_order) < len(facts):
        raise Invalid(_("No room takes such records any more."))
    for receiver, mine in in_order:
        for one in mine:
            _take(actor, submission, receiver, one)
    return look(actor, submission=submission)


def _take(actor: Actor, submission: Submission, receiver: Receiver, fact: Fact) -> None:
    """One fact, with a trace of its own: it can be taken back alone."""
    fact.must_stand(actor.scope)
    batch = Batch(submission.source, [_weighed(actor, receiver, fact)])
    try:
        with transaction.atomic():
            receiver.take(actor, batch)
    except IntegrityError:
        raise Overtaken(_("Somebody has entered one of these a moment ago. Look again.")) from None
    trace = batch.trace.sealed()
    FACT.move(
        fact,
        "confirm",
        scope=actor.scope,
        trace=trace,
        quote=originating.sentence(submission, fact),
        confirmed_by_id=actor.person,
        confirmed_at=clock.now(),
        typed=len(fact.edited),
        reused=len(set(fact.values) - set(fact.edited)),
    )
    # What stayed when this was taken back before is its record still.
    known = set(Origin.within(actor.scope).filter(fact=fact).values_list("record", flat=True))
    Origin.within(actor.scope).bulk_create(
        Origin(fact=fact, record=record, made=made)
        for record, made in originating.records_of(trace)
        if record not in known
    )


def _weighed(actor: Actor, receiver: Receiver, fact: Fact) -> Weighed:
    line, wrong = lines.line_of(fact.number, fact.values, receiver)
    if not wrong:
        found = receiver.weigh(actor, [line], receives.in_silence)[0]
        if found.standing in proposing.GOOD:
            return found
        wrong = found.wrong or {"": _("It is there already.")}
    raise Overtaken(
        _("%(number)s cannot be confirmed as it stands. %(wrong)s Nothing was confirmed.")
        % {"number": fact.number, "wrong": " ".join(map(str, wrong.values()))}
    )
