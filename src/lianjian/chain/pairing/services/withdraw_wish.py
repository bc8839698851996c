from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Interest


@command("pairing.withdraw_wish", policy=policy.may_withdraw_wish)
def withdraw_wish(actor: Actor, *, interest: Interest) -> None:
    """Take a wish back, as if it had never been said."""
    interest.delete()
