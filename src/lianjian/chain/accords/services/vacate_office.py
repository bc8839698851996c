from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import side_policy
from ..models import BodyOffice
from .leading_groups import must_be_line


@command("accords.vacate_office", policy=side_policy.may_vacate_office)
def vacate_office(actor: Actor, *, office: BodyOffice, on: dt.date, reason: str) -> BodyOffice:
    """The last day of an office in a joint body, and why it ended: its term was over, or before.

    It stays on record. Raises Invalid without a reason, for a day in the future or before the
    first; Overtaken when somebody entered a last day before.
    """
    said = must_be_line(reason, "reason", most=300)
    if on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"on": _("in the future")})
    must_not_precede(on, office.starts, _("The term ends before it begins."), field="on")
    held = BodyOffice.within(actor.scope).filter(pk=office.pk, ended_on__isnull=True)
    if not held.update(ended_on=on, end_reason=said):
        raise Overtaken(_("That has been recorded already."))
    office.refresh_from_db()
    return office
