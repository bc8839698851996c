from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.stays import STAYS, Stays
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
    term: str | None = None,
    term_from: dt.date | Stays | None = STAYS,
    term_to: dt.date | Stays | None = STAYS,
) -> JointBody:
    """Which term (届) a joint body is in, from when to when; what is not given stays, and a
    day that is None is taken away.

    Raises Invalid for days in no order, a last day without a first, and a body that was dissolved;
    Overtaken when somebody else changed the same at that moment.
    """
    if body.state == BodyState.DISSOLVED:
        raise Invalid(_("This joint body was dissolved."))
    first = body.term_from if isinstance(term_from, Stays) else term_from
    last = body.term_to if isinstance(term_to, Stays) else term_to
    if last is not None and first is None:
        raise Invalid(
            _("A term with a last day has a first one."), fields={"term_from": _("missing")}
        )
    must_not_precede(last, first, _("The term ends before it begins."), field="term_to")
    called = body.term if term is None else must_be_line(term, "term", most=40, may_lack=True)
    body.rewrite(term=called, term_from=first, term_to=last)
    return body
