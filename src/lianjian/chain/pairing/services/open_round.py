from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Round, RuleSet

SHORTEST_DAYS, LONGEST_DAYS = 3, 90
LONGEST_NAME = 120


@command("pairing.open_round", policy=policy.may_open_round)
def open_round(actor: Actor, *, name: str, rules: RuleSet, reply_days: int = 14) -> Round:
    """Open a round by a version of the issuer's rules: a county's or a society's.

    Raises Invalid for an empty name and for a time to reply outside 3 to 90 days.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(_("Give the round a name."), fields={"name": _("missing or too long")})
    if not SHORTEST_DAYS <= reply_days <= LONGEST_DAYS:
        raise Invalid(
            _("Leave both sides between %(shortest)s and %(longest)s days to reply.")
            % {"shortest": SHORTEST_DAYS, "longest": LONGEST_DAYS},
            fields={"reply_days": _("too short or too long")},
        )
    opened = Round(
        name=name,
        division=rules.division,
        organisation=rules.organisation,
        rules=rules,
        reply_days=reply_days,
    )
    opened.save()
    return opened
