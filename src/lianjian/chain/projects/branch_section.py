"""The projects of a branch, on its own page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.sections import Section
from lianjian.ground.core.actors import Actor

from . import selectors
from .showing import MARKS


def what_it_builds(actor: Actor, branch: Branch) -> Section | None:
    """The projects to which a branch is a party and that the reader may see."""
    rows = [(MARKS[one.state], one) for one in selectors.projects_of(actor.scope, branch)]
    if not rows:
        return None
    return Section(_("Projects"), "projects/branch_section.html", {"rows": rows})
