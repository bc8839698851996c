from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from .. import policy, span
from ..life import GOES_ON
from ..material import everybody, proposed_among
from ..models import Participant, Round
from ..names import in_parts
from .enrol import Place, let_in
from .open_round import LONGEST_NAME

_ALL = Scope.of_everything()
AT_ONCE = 500


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
    _enrol_the_rest(actor, round, follower)
    rows = Participant.within(_ALL).filter(round=follower).order_by()
    if rows.values("side").distinct().count() < 2:
        raise Invalid(_("Nobody has a place left: there is no rest to go on with."))
    return follower


def _enrol_the_rest(actor: Actor, round: Round, follower: Round) -> None:
    """Whoever has a place left, some hundred at a time; of whoever has none nothing is shared."""
    rows = Participant.within(_ALL).filter(round=round).order_by("pk")
    said = {
        branch: (must, most)
        for branch, must, most in rows.values_list("branch", "must_serve", "most")
    }
    # What still waits for a reply keeps its place: the rest is solved around it.
    waits = Counter(key for pair in proposed_among(everybody(round)) for key in pair)
    for some in in_parts(said, AT_ONCE):
        branches = list(registry.branches(actor.scope).filter(pk__in=some).order_by("pk"))
        held = span.held(some)
        let_in(
            follower,
            [
                Place(branch, room, *said[branch.pk])
                for branch in branches
                if (room := _room(branch, held[branch.pk] + waits[branch.pk], said[branch.pk][1]))
            ],
        )


def _room(branch: Branch, held: int, most: int | None) -> int:
    left = max(0, branch.span - held)
    return left if most is None else min(left, most)
