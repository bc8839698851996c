from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy, selectors
from ..contents import Told
from ..models import Indicator, StatedFigure
from . import reading


@command("outcomes.state", policy=policy.may_state)
def state(
    actor: Actor,
    *,
    whole: Division | Organisation,
    indicator: Indicator,
    told: Told,
    stated_on: dt.date | None = None,
    is_demo: bool = False,
) -> StatedFigure:
    """Write down what a source says of a whole. It is never added to what is counted.

    Raises Invalid as *report* does: a percentage without numerator and denominator is refused; for
    a day that has not come; and for what the same source is written down to have said already.
    """
    if stated_on is not None and stated_on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"stated_on": _("in the future")})
    figure = StatedFigure(
        indicator=indicator,
        division=whole if isinstance(whole, Division) else None,
        organisation=whole if isinstance(whole, Organisation) else None,
        stated_on=stated_on or told.period_to or clock.today(),
        is_demo=is_demo,
    )
    reading.put(figure, indicator, told)
    if selectors.stated_already(actor.scope, figure):
        raise Invalid(_("This is written down already, of the same day, number and source."))
    figure.save(force_insert=True)
    return figure
