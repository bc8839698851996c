from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..models import StatedFigure


@command("outcomes.withdraw_stated", policy=policy.may_withdraw_stated)
def withdraw_stated(actor: Actor, *, figure: StatedFigure, reason: str) -> StatedFigure:
    """Take back what was entered as stated, and say why: the source does not say so.

    It stays on record and is shown nowhere beside what is counted. Raises Invalid without a
    reason, Overtaken when somebody took it back before.
    """
    said = must_say(reason, "reason")
    rows = StatedFigure.within(actor.scope).filter(pk=figure.pk, withdrawn_on=None)
    if not rows.update(withdrawn_on=clock.today(), withdrawn_why=said):
        raise Overtaken(_("Somebody took it back already."))
    figure.withdrawn_on, figure.withdrawn_why = clock.today(), said
    return figure
