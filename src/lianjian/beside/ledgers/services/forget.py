from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Portion


@command("ledgers.forget", policy=policy.only_the_system)
def forget(actor: Actor, *, before: dt.datetime) -> int:
    """Forget what sheets wrote that were taken in ``before``; gives how many portions went.

    The records stay; what they said before the sheet changed them is known to the journal alone.
    """
    late = Q(sheet__ended_at__lt=before) | Q(sheet__ended_at=None, made_at__lt=before)
    gone, _by_model = Portion.within(actor.scope).filter(late).delete()
    return gone
