from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Posting, Tie


@command("registry.end_posting", policy=policy.may_end_posting)
def end_posting(actor: Actor, *, posting: Posting, on: dt.date) -> Posting:
    """End a posting on a day, and with it the ties that rest on it (M9).

    Raises Invalid for a day before it began, Overtaken when its end was changed meanwhile.
    """
    if on < posting.starts:
        raise Invalid(_("The term ends before it begins."), fields={"on": _("too early")})
    read = posting.ends
    won = Posting.within(actor.scope).filter(pk=posting.pk, ends=read).update(ends=on)
    if not won:
        raise Overtaken(_("Someone changed this a moment ago. Look again before you go on."))
    posting.ends = on
    lasting_longer = Q(until__isnull=True) | Q(until__gt=on)
    Tie.within(actor.scope).filter(lasting_longer, posting=posting).update(until=on)
    return posting
