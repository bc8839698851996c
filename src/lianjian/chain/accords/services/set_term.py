from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import BodyState
from ..models import JointBody
from .leading_groups import must_be_line


@command("accords.set_term", policy=policy.may_steer_body)
def set_term(
    actor: Actor,
    *,
    body: JointBody,
    term: str = "",
    term_from: dt.date | None = None,
    term_to: dt.date | None = None,
) -> JointBody:
    """Which term (届) a joint body is in, from when to when; all may be left empty.

    Raises Invalid for days in no order, a last day without a first, and a body that was dissolved;
    Overtaken when somebody else changed the same at that moment.
    """
    if body.state == BodyState.DISSOLVED:
        raise Invalid(_("This joint body was dissolved."))
    if term_to is not None and (term_from is None or term_to < term_from):
        raise Invalid(_("The term ends before it begins."), fields={"term_to": _("too early")})
    body.rewrite(
        term=must_be_line(term, "term", most=40, may_lack=True),
        term_from=term_from,
        term_to=term_to,
    )
    return body
