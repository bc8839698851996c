from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import BusinessEntity
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Brand, Cluster


@command("projects.name_brand", policy=policy.may_name)
def name_brand(
    actor: Actor,
    *,
    division: Division,
    name: str,
    owner: Organisation | BusinessEntity | None = None,
    cluster: Cluster | None = None,
    mark: str = "",
    attribution: str = "",
    is_demo: bool = False,
) -> Brand:
    """Enter a brand (M19); what partnership is said to have done for it waits for its review.

    Raises Invalid without a name, or when the place has one of that name.
    """
    brand = Brand(
        division=division,
        name=must_say(name, "name", most=120),
        organisation=owner if isinstance(owner, Organisation) else None,
        entity=owner if isinstance(owner, BusinessEntity) else None,
        cluster=cluster,
        mark=mark.strip(),
        attribution=attribution.strip(),
        is_demo=is_demo,
    )
    save_once(brand)
    return brand


def save_once(row: Brand, *fields: str) -> None:
    """Write a brand; raises Invalid when its place has another of that name."""
    try:
        with transaction.atomic():
            if fields:
                row.save(update_fields=fields)
            else:
                row.save(force_insert=True)
    except IntegrityError:
        reason = _("This place has a brand of that name already.")
        raise Invalid(reason, fields={"name": reason}) from None
