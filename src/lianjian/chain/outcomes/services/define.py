from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..models import Definition, Indicator
from .reading import must_say
from .report import present


@command("outcomes.define", policy=policy.may_define)
def define(
    actor: Actor, *, indicator: Indicator, text: str, unit: str = "", since: dt.date | None = None
) -> Definition:
    """A new definition of an indicator (口径). What was reported stays under the old one.

    Raises Invalid without words, Overtaken when somebody defined it anew a moment ago.
    """
    last = present(indicator)
    made = Definition(
        indicator=indicator,
        version=last.version + 1,
        text=must_say(text, "text", most=2000),
        unit=unit.strip() or last.unit,
        since=since or clock.today(),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("Somebody defined this anew a moment ago. Look again.")) from None
    return made
