"""What entering and changing a business entity have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import search
from lianjian.ground.core.verdicts import Invalid

from ..models import BusinessEntity

MOST_BODIES = 20
"""Of joint bodies with which a business entity works at once."""


def let_entity_be_found(entity: BusinessEntity) -> None:
    """Keep the search index at the entity's present name and industry."""
    words = f"{entity.name} {entity.industry_name}"
    search.index(BusinessEntity._meta.label_lower, entity.pk, words)


def must_be_a_capacity(lower: int, upper: int) -> None:
    """Raises Invalid for a capacity that cannot be: at least 0, at most 20, in this order."""
    if not 0 <= lower <= upper or upper > MOST_BODIES:
        reason = _("At least and at most lie between 0 and %(most)s, in this order.") % {
            "most": MOST_BODIES
        }
        raise Invalid(reason, fields={"capacity_upper": reason})


def must_be_a_name(name: str) -> str:
    name = " ".join(name.split())
    if not 2 <= len(name) <= 200:
        reason = _("A name has 2 to 200 characters.")
        raise Invalid(reason, fields={"name": reason})
    return name
