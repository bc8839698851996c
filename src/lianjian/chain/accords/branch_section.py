"""The accords of a branch, on its own page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.sections import Section
from lianjian.ground.core.actors import Actor

from . import selectors
from .life import AccordState
from .showing import MARKS


def what_it_signed(actor: Actor, branch: Branch) -> Section | None:
    """The accords that name a branch and that the reader may see."""
    rows = [
        (MARKS[AccordState(one.state)], one) for one in selectors.accords_of(actor.scope, branch)
    ]
    if not rows:
        return None
    return Section(_("Accords"), "accords/branch_section.html", {"rows": rows})
