from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Attestation, Tie

RECORDED, BOTH_AGREE = 1, 3


@command("registry.attest_tie", policy=policy.may_attest_tie, personal=["shown"])
def attest_tie(actor: Actor, *, tie: Tie, shown: str = "") -> Tie:
    """A second person stands by a tie through their post (M28), and its evidence is worth more:
    recorded at least (grade 1), and both agree (grade 3) when people of both sides stand by it.

    ``shown`` is the sentence that they read, where a page showed one. Raises Invalid for whoever
    recorded it or stands by it already, Overtaken where it says something else by now.
    """
    if shown and shown != tie.evidence:
        raise Overtaken(_("Its sentence was changed a moment ago. Read it again."))
    stand_by(actor, tie)
    sides = set(Attestation.within(actor.scope).filter(tie=tie).values_list("side", flat=True))
    both = {Attestation.Side.VILLAGE, Attestation.Side.PARTNER} <= sides
    tie.rewrite(grade=max(tie.grade, BOTH_AGREE if both else RECORDED))
    return tie


def stand_by(actor: Actor, tie: Tie) -> None:
    """Write down that the actor's post stands by a tie; the system stands by nothing."""
    if actor.is_system:
        return
    rows = Attestation.within(actor.scope).filter(tie=tie)
    if rows.filter(post__person=actor.person).exists():
        raise Invalid(_("You stand by this tie already: it takes somebody else."))
    post = accounts.acting_post(actor)
    Attestation(tie=tie, post=post, side=side_of(actor, tie)).save(force_insert=True)


def side_of(actor: Actor, tie: Tie) -> str:
    """To which side of a tie the acting post belongs."""
    if actor.speaks_for(tie.village.host_id):
        return Attestation.Side.VILLAGE
    if actor.speaks_for(tie.partner.host_id):
        return Attestation.Side.PARTNER
    return Attestation.Side.ABOVE
