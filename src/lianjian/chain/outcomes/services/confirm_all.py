from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy
from ..models import Observation
from .confirm import confirm


@command("outcomes.confirm_all", policy=policy.may_confirm_all)
def confirm_all(actor: Actor, *, observations: Sequence[Observation]) -> int:
    """Confirm several figures at once, all of them or none; gives how many.

    Raises Invalid when nothing is chosen, Overtaken, naming it, when one was turned meanwhile.
    """
    if not observations:
        raise Invalid(_("Choose what you confirm."))
    for one in sorted(observations, key=lambda row: row.pk):
        try:
            confirm(actor, observation=one)
        except (Invalid, Overtaken) as refusal:
            raise Overtaken(
                _("Nothing was confirmed. “%(name)s”: %(why)s")
                % {"name": str(one), "why": str(refusal)}
            ) from refusal
    return len(observations)
