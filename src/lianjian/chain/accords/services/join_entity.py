from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import BusinessEntity
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..life import BodyState
from ..models import Joining, JointBody


@command("accords.join_entity", policy=policy.may_steer_body)
def join_entity(
    actor: Actor,
    *,
    body: JointBody,
    entity: BusinessEntity,
    agreed: bool,
    since: dt.date | None = None,
) -> Joining:
    """Record that a business entity works with a joint body from ``since`` (today) on.

    A recommendation is no joining: raises Invalid unless both have said yes (``agreed``), for a
    body that is not at work, an entity that is closed, and a day that has not come; Overtaken when
    they work together already.
    """
    if not agreed:
        raise Invalid(_("Ask both first: only what both want is recorded."))
    if body.state != BodyState.WORKING or entity.state != "working":
        raise Invalid(_("Both must be at work."))
    day = since or clock.today()
    if day > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"since": _("in the future")})
    joining = Joining(body=body, entity=entity, since=day)
    try:
        with transaction.atomic():
            joining.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("These two work together already.")) from None
    return joining
