from __future__ import annotations

from django.utils.translation import gettext as _

from lianjian.chain.exchange import services as exchange
from lianjian.chain.registry import selectors as registry
from lianjian.ground.core import canonical, clock
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import GOES_ON
from ..material import gathered
from ..models import Participant, Round
from .enrol import enrol
from .open_round import LONGEST_NAME

_ALL = Scope.of_everything()


@command("pairing.go_on", policy=policy.may_steer)
def go_on(actor: Actor, *, round: Round) -> Round:
    """Open the round that goes on from a published one: the rest, around what was kept.

    Whoever still has a place takes part, with the marks they had; what was agreed or still waits
    for a reply keeps its place, and what was declined is not proposed again. Raises Invalid for a
    round that was not published, or that leaves nobody with a place on one of its sides.
    """
    if round.state not in GOES_ON:
        raise Invalid(_("Only a round that was published can be gone on from."))
    follower = Round(
        name=_("%(round)s, continued") % {"round": round.name[: LONGEST_NAME - 20]},
        division=round.division,
        organisation=round.organisation,
        rules=round.rules,
        reply_days=round.reply_days,
        follows=round,
    )
    follower.save()
    before = list(Participant.within(_ALL).filter(round=round).order_by("pk"))
    keys = [row.branch_id for row in before]
    seen = registry.branches(actor.scope).filter(pk__in=keys)
    enrol(actor, round=follower, branches=list(seen))
    said = {row.branch_id: row for row in before}
    material = gathered(follower, on=clock.today())
    everybody = (*material.villages, *material.partners)
    for row in everybody:
        row.must_serve, row.most = said[row.branch_id].must_serve, said[row.branch_id].most
        row.capacity = material.room(row)
    Participant.within(_ALL).bulk_update(
        everybody, ["must_serve", "most", "capacity"], batch_size=500
    )
    _let_go(follower, [row for row in everybody if not row.capacity])
    sides = {row.side for row in everybody if row.capacity}
    if len(sides) < 2:
        raise Invalid(_("Nobody has a place left: there is no rest to go on with."))
    return follower


def _let_go(follower: Round, full: list[Participant]) -> None:
    """Whoever has no place takes no part, and what they posted is not shared for it."""
    exchange.stop_sharing(
        system("no place is left"),
        cause=canonical.label(follower),
        branches=[row.branch for row in full],
    )
    Participant.within(_ALL).filter(pk__in=[row.pk for row in full]).delete()
