from __future__ import annotations

from lianjian.chain.registry.models import BusinessEntity
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Brand, Cluster
from .name_brand import save_once


@command("projects.change_brand", policy=policy.may_change_brand)
def change_brand(
    actor: Actor,
    *,
    brand: Brand,
    name: str,
    owner: Organisation | BusinessEntity | None = None,
    cluster: Cluster | None = None,
    mark: str = "",
    attribution: str = "",
) -> Brand:
    """Correct what is written of a brand; another attribution has to be reviewed anew."""
    brand = Brand.get_within(actor.scope, pk=brand.pk)
    if brand.attribution != attribution.strip():
        brand.attribution, brand.reviewed_on, brand.review = attribution.strip(), None, ""
    brand.name, brand.mark, brand.cluster = must_say(name, "name", most=120), mark.strip(), cluster
    brand.organisation = owner if isinstance(owner, Organisation) else None
    brand.entity = owner if isinstance(owner, BusinessEntity) else None
    save_once(
        brand,
        "name",
        "mark",
        "cluster",
        "organisation",
        "entity",
        "attribution",
        "reviewed_on",
        "review",
    )
    return brand
