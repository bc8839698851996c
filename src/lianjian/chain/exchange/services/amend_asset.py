from __future__ import annotations

from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.stays import STAYS, Stays

from .. import policy
from ..models import DormantAsset
from .assets import checked_asset

_KEPT = ("title", "sort", "amount", "ownership", "constraint", "evidence")


@command("exchange.amend_asset", policy=policy.may_change_asset)
def amend_asset(
    actor: Actor,
    *,
    asset: DormantAsset,
    title: str | None = None,
    sort: str | None = None,
    amount: str | None = None,
    ownership: str | None = None,
    constraint: str | None = None,
    evidence: str | None = None,
    income_before: int | Stays | None = STAYS,
    income_after: int | Stays | None = STAYS,
) -> DormantAsset:
    """Complete or correct a dormant asset; what is not given stays, an income of None is taken
    away. Raises Invalid as for registering."""
    said: dict[str, Any] = {
        "title": title,
        "sort": sort,
        "amount": amount,
        "ownership": ownership,
        "constraint": constraint,
        "evidence": evidence,
    }
    values = {name: getattr(asset, name) if said[name] is None else said[name] for name in _KEPT}
    values["income_before"] = asset.income_before if income_before is STAYS else income_before
    values["income_after"] = asset.income_after if income_after is STAYS else income_after
    asset.rewrite(**checked_asset(**values))
    return asset
