from __future__ import annotations

import datetime as dt
import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Definition, Indicator
from .report import present


@command("outcomes.define", policy=policy.may_define)
def define(
    actor: Actor, *, indicator: Indicator, text: str, unit: str = "", since: dt.date | None = None
) -> Definition:
    """A new definition of an indicator (口径). What was reported stays under the old one.

    Raises Invalid without words and for one that would count media (national rules forbid it in
    any assessment), Overtaken when somebody defined it anew a moment ago.
    """
    must_count_no_media(text)
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


MEDIA = re.compile(r"转发|转载|阅读量|点击|点赞|浏览|粉丝|发稿|刊发|报道|传播|上稿")


def must_count_no_media(text: str) -> None:
    """Raises Invalid for a definition that counts publications or their reach."""
    if found := MEDIA.search(text):
        reason = _("No indicator counts media: “%(word)s”.") % {"word": found.group()}
        raise Invalid(reason, fields={"text": reason})
