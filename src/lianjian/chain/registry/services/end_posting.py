from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..models import Posting, Tie
from .terms import must_be_a_term


@command("registry.end_posting", policy=policy.may_end_posting)
def end_posting(actor: Actor, *, posting: Posting, on: dt.date) -> Posting:
    """End a posting on a day, and with it the ties that rest on it (M9).

    Raises Invalid for a day before it began, Overtaken when its end was changed meanwhile.
    """
    must_be_a_term(posting.starts, on, field="on")
    read = posting.ends
    won = Posting.within(actor.scope).filter(pk=posting.pk, ends=read).update(ends=on)
    if not won:
        raise Overtaken(_("Someone changed this a moment ago. Look again before you go on."))
    posting.ends = on
    let_no_tie_outlast(actor, posting, on)
    return posting


def let_no_tie_outlast(actor: Actor, posting: Posting, on: dt.date) -> None:
    """The ties that rest on a posting end with it, or have ended."""
    lasting_longer = Q(until__isnull=True) | Q(until__gt=on)
    Tie.within(actor.scope).filter(lasting_longer, posting=posting).update(until=on)
