from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Need
from .writing import put_out


@command("exchange.post_need", policy=policy.may_post_need)
def post_need(
    actor: Actor,
    *,
    branch: Branch,
    title: str,
    area: str = "",
    detail: str = "",
    quantity: str = "",
    starts: dt.date | None = None,
    ends: dt.date | None = None,
    industry: str = "",
    evidence: str = "",
) -> Need:
    """Post what a village needs: one line is enough; it is open at once.

    An empty ``area`` or ``industry`` is guessed from the words. Raises Invalid for an empty or
    overlong line, an unknown area or industry, a window that ends before it begins, and for
    an outside branch.
    """
    if not branch.is_village:
        raise Invalid(_("Needs are posted for a village branch; an organisation posts offers."))
    return put_out(
        actor,
        Need,
        branch,
        title,
        area,
        detail=detail.strip(),
        quantity=quantity.strip(),
        starts=starts,
        ends=ends,
        industry=industry,
        evidence=" ".join(evidence.split()),
    )
