"""In which villages a business entity works."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Branch, BusinessEntity, EntityVillage


@command("registry.work_in_village", policy=policy.may_change_entity)
def work_in_village(actor: Actor, *, entity: BusinessEntity, village: Branch) -> EntityVillage:
    """The entity works in a village, whose people see it from now on. Twice is once.

    Raises Invalid for a branch that is no village's.
    """
    if not village.is_village:
        reason = _("Choose the branch of a village.")
        raise Invalid(reason, fields={"village": reason})
    made: EntityVillage
    made, _new = EntityVillage.within(actor.scope).get_or_create(entity=entity, village=village)
    return made


@command("registry.leave_village", policy=policy.may_change_entity)
def leave_village(actor: Actor, *, entity: BusinessEntity, village: Branch) -> BusinessEntity:
    """The entity does not work in a village any more."""
    EntityVillage.within(actor.scope).filter(entity=entity, village=village).delete()
    return entity
