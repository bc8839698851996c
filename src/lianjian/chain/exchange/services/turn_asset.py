from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import ASSET
from ..models import DormantAsset


@command("exchange.turn_asset", policy=policy.may_change_asset)
def turn_asset(actor: Actor, *, asset: DormantAsset, verb: str) -> DormantAsset:
    """Take a dormant asset along its life: ``begin``, ``finish``, ``fall_back``, ``remove``,
    ``restore``. Raises Invalid where the verb leads nowhere, Overtaken when a colleague was
    faster."""
    return ASSET.move(asset, verb, scope=actor.scope)
