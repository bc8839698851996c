from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..life import STANDING
from ..models import Observation

BOTH = 3


@command("outcomes.agree", policy=policy.may_agree)
def agree(actor: Actor, *, observation: Observation, value: int | None) -> Observation:
    """The other side says that it is so: two parties agree, grade 3 (unless it is 4 already).

    ``value`` is what was read. Raises Overtaken when it is not what stands there any more.
    """
    rows = as_it_was_read(actor, observation, value)
    if not rows.filter(grade__lt=BOTH).update(grade=BOTH) and not rows.exists():
        raise Overtaken(_("The figure was changed meanwhile. Look again before you agree."))
    observation.grade = max(observation.grade, BOTH)
    return observation


def as_it_was_read(
    actor: Actor, observation: Observation, value: int | None
) -> ScopedQuerySet[Observation]:
    """The figure, as long as it stands and says what was read; nothing otherwise."""
    return Observation.within(actor.scope).filter(
        pk=observation.pk, state__in=STANDING, value=value
    )
