from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import DormantAsset
from .assets import checked_asset
from .writing import LOGGED, SAID


@command("exchange.register_asset", policy=policy.may_post_need)
def register_asset(
    actor: Actor,
    *,
    branch: Branch,
    title: str,
    sort: str,
    amount: str = "",
    ownership: str = DormantAsset.Ownership.UNCLEAR,
    constraint: str = "",
    income_before: int | None = None,
    evidence: str = "",
) -> DormantAsset:
    """Put what a village has and nobody uses on its list (M17). ``income_before`` in fen a year.

    Raises Invalid for an empty or overlong line, an unknown sort or ownership, an income below
    nought, and for a branch that is no village's.
    """
    if not branch.is_village:
        raise Invalid(_("Dormant assets are a village's."))
    own = policy.speaks_for(actor, branch) and not actor.is_system
    made = DormantAsset(
        branch=branch,
        grade=LOGGED if own else SAID,
        **checked_asset(
            title=title,
            sort=sort,
            amount=amount,
            ownership=ownership,
            constraint=constraint,
            income_before=income_before,
            evidence=evidence,
        ),
    )
    made.save()
    return made
