"""What a branch has posted, on its own page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.sections import Section
from lianjian.ground.core.actors import Actor

from . import policy, selectors

_LINES = 20


def what_it_posted(actor: Actor, branch: Branch) -> Section | None:
    """The needs of a village or the offers of an organisation, as far as the reader may see."""
    village = branch.is_village
    rows = (selectors.needs if village else selectors.offers)(actor.scope)
    may_post = policy.may_post_need if village else policy.may_post_offer
    listed = list(rows.filter(branch=branch)[:_LINES])
    may = bool(may_post(actor, branch=branch))
    if not listed and not may:
        return None
    return Section(
        _("Needs") if village else _("Offers"),
        "exchange/branch_section.html",
        {"rows": listed, "village": village, "may_post": may},
    )
