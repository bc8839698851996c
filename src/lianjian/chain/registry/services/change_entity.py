from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.industry import checked_industry
from lianjian.ground.core.stays import STAYS, Stays
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import BusinessEntity
from .entities import let_entity_be_found, must_be_a_capacity, must_be_a_name


@command("registry.change_entity", policy=policy.may_change_entity)
def change_entity(
    actor: Actor,
    *,
    entity: BusinessEntity,
    name: str | None = None,
    kind: str | None = None,
    organisation: Organisation | Stays | None = STAYS,
    industry: str | None = None,
    capacity_lower: int | None = None,
    capacity_upper: int | None = None,
) -> BusinessEntity:
    """Change what is given and leave the rest.

    Where it works stays: an entity that moved is closed here and entered there.
    """
    changes: dict[str, object] = {}
    if name is not None:
        changes["name"] = must_be_a_name(name)
    if kind is not None:
        changes["kind"] = kind
    if organisation is not STAYS:
        changes["organisation"] = organisation
    if industry is not None:
        changes["industry"] = checked_industry(industry)
    if capacity_lower is not None:
        changes["capacity_lower"] = capacity_lower
    if capacity_upper is not None:
        changes["capacity_upper"] = capacity_upper
    must_be_a_capacity(
        entity.capacity_lower if capacity_lower is None else capacity_lower,
        entity.capacity_upper if capacity_upper is None else capacity_upper,
    )
    try:
        with transaction.atomic():
            entity.rewrite(**changes)
    except IntegrityError:
        reason = _("It is entered already: this organisation, or this name in this place.")
        raise Invalid(reason, fields={"name": reason}) from None
    let_entity_be_found(entity)
    return entity
