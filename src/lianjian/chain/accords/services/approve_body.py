from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import BODY
from ..models import JointBody


@command("accords.approve_body", policy=policy.may_steer_body)
def approve_body(
    actor: Actor, *, body: JointBody, committee: str, number: str, approved_on: dt.date
) -> JointBody:
    """Record that a committee approved a joint body: which one, under what number, when (M4)."""
    lacks = {
        name: _("missing")
        for name, value in {"committee": committee, "number": number}.items()
        if not value.strip()
    }
    if lacks:
        raise Invalid(_("An approval names its committee and its number."), fields=lacks)
    if approved_on > clock.today():
        raise Invalid(
            _("An approval has already happened."), fields={"approved_on": _("today or before")}
        )
    return BODY.move(
        body,
        "approve",
        scope=actor.scope,
        approved_by=committee.strip(),
        approval_number=number.strip(),
        approved_on=approved_on,
    )
