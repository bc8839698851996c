from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Interest

HOLDS_FOR = dt.timedelta(days=180)
LONGEST = dt.timedelta(days=730)
LAST_RANK = 20


@command("pairing.say_wish", policy=policy.may_say_wish)
def say_wish(
    actor: Actor,
    *,
    branch: Branch,
    towards: Branch | None = None,
    wish: bool = True,
    rank: int | None = None,
    until: dt.date | None = None,
) -> Interest:
    """Say one's own side's wish before a round: towards a branch, or anybody (None). It expires.

    Saying it again replaces it. Raises Invalid for a branch of the same side, a rank outside 1 to
    20, and an end that is past or more than two years away.
    """
    if towards is not None and towards.is_village == branch.is_village:
        raise Invalid(_("A wish goes from a village to an outside branch, or the other way."))
    if rank is not None and not 1 <= rank <= LAST_RANK:
        raise Invalid(_("The rank lies between 1 and 20."), fields={"rank": _("out of range")})
    today = clock.today()
    until = until or today + HOLDS_FOR
    if not today <= until <= today + LONGEST:
        raise Invalid(
            _("A wish holds for two years at most."), fields={"until": _("past or too far")}
        )
    said = {"wish": wish, "rank": rank, "said_on": today, "until": until}
    known = Interest.within(actor.scope).filter(branch=branch, towards=towards).first()
    if known is None:
        known = Interest(branch=branch, towards=towards, **said)
        known.save()
        return known
    for name, value in said.items():
        setattr(known, name, value)
    known.save(update_fields=list(said))
    return known
