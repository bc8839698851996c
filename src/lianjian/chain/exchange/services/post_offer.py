from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Offer
from .writing import put_out


@command("exchange.post_offer", policy=policy.may_post_offer)
def post_offer(
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
) -> Offer:
    """Post what an organisation can give: one line is enough; it is open at once.

    An empty ``area`` or ``industry`` is guessed from the words. Raises Invalid for an empty or
    overlong line, an unknown area or industry, a window that ends before it begins, and for
    a village branch.
    """
    if branch.is_village:
        raise Invalid(_("Offers are posted for an outside organisation; a village posts needs."))
    return put_out(
        actor,
        Offer,
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
