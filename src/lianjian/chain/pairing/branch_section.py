"""With whom a branch is paired, on its own page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.sections import Section
from lianjian.ground.core.actors import Actor

from . import policy, selectors


def what_it_is_paired_with(actor: Actor, branch: Branch) -> Section | None:
    """The standing pairings of a branch that the reader may see, and its own way to its wishes."""
    rows = list(selectors.standing_pairings(actor.scope, branch=branch))
    own = policy.speaks_for(actor, branch)
    if not rows and not own:
        return None
    return Section(_("Pairings"), "pairing/branch_section.html", {"rows": rows, "own": own})
