from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Participant
from .enrol import must_be_open


@command("pairing.adjust", policy=policy.may_steer_participant)
def adjust(
    actor: Actor, *, participant: Participant, must_serve: bool, most: int | None = None
) -> Participant:
    """Say of a participant whether it must be served in this round, and how many places at most
    it gives or takes here (None: whatever its span leaves); the next solving heeds it.

    Raises Invalid for a partner that must be served, and for a limit beyond its span.
    """
    must_be_open(participant.round)
    if must_serve and participant.side != Participant.Side.VILLAGE:
        raise Invalid(_("Only villages are marked as ones that must be served."))
    if most is not None and not 0 <= most <= participant.branch.span:
        raise Invalid(
            _("Its span of management is %(span)s: the limit lies between 0 and that.")
            % {"span": participant.branch.span},
            fields={"most": _("out of range")},
        )
    participant.rewrite(must_serve=must_serve, most=most)
    return participant
