from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.industry import checked_industry
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Branch, BusinessEntity
from .entities import let_entity_be_found, must_be_a_capacity, must_be_a_name
from .entity_villages import work_in_village


@command("registry.enter_entity", policy=policy.may_enter_entity)
def enter_entity(
    actor: Actor,
    *,
    division: Division,
    kind: str,
    name: str = "",
    organisation: Organisation | None = None,
    industry: str = "",
    capacity_lower: int = 0,
    capacity_upper: int = 1,
    villages: Collection[Branch] = (),
    is_demo: bool = False,
) -> BusinessEntity:
    """Enter who does business in a place (M6). Without a ``name`` it is called as its organisation.

    ``capacity_lower`` and ``capacity_upper`` count joint bodies at once (M29, M34). Raises Invalid
    for a second entity of that name there or of that organisation, and for a bad capacity.
    """
    name = must_be_a_name(name or (organisation.name if organisation else ""))
    if kind not in BusinessEntity.Kind.values:
        raise Invalid(_("Choose what kind of business it is."), fields={"kind": _("unknown")})
    must_be_a_capacity(capacity_lower, capacity_upper)
    entity = BusinessEntity(
        name=name,
        kind=kind,
        organisation=organisation,
        industry=checked_industry(industry),
        division=division,
        capacity_lower=capacity_lower,
        capacity_upper=capacity_upper,
        is_demo=is_demo,
    )
    try:
        with transaction.atomic():
            entity.save(force_insert=True)
    except IntegrityError:
        reason = _("It is entered already: this organisation, or this name in this place.")
        raise Invalid(reason, fields={"name": reason}) from None
    for village in villages:
        work_in_village(actor, entity=entity, village=village)
    let_entity_be_found(entity)
    return entity
