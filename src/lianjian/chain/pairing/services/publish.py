from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.jobs import services as jobs

from .. import policy, publishing
from ..life import ROUND
from ..models import Round
from .sending import send


@command("pairing.publish", policy=policy.may_steer)
def publish(actor: Actor, *, round: Round, version: int) -> Round:
    """Put the pairs of the newest version before both sides of each; silence will not be a yes.

    ``version`` is the one that the issuer has looked at. A plan of thousands is put before them by
    a job: the round is then *under review* until all are asked at once. Raises Overtaken when there
    is a newer version or when the world has moved on since (a place was taken, a pair refused), and
    Invalid when the plan has no pair.
    """
    solution = publishing.newest(actor.scope, round, version)
    pairs = {(village, partner) for village, partner in solution.pairs}
    if len(pairs) > publishing.INLINE_PAIRS:
        publishing.must_still_hold(round, pairs)
        _must_be_up_for_review(round)
        back = reverse("pairing:round", args=[round.pk])
        arguments = {"round": round.pk, "version": version}
        jobs.start(actor, name="pairing.publish", arguments=arguments, back=back)
        return round
    return send(actor, round, solution, publishing.draw(round, pairs))


def _must_be_up_for_review(round: Round) -> None:
    """Raises Invalid unless the round can be published now."""
    if not ROUND.can(round.state, "publish"):
        raise Invalid(
            _("Not possible now: this is “%(state)s”.") % {"state": round.get_state_display()}
        )
