"""The figures of a project, on its own page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.projects.life import LISTED
from lianjian.chain.projects.models import Project
from lianjian.chain.registry.sections import Section
from lianjian.ground.core.actors import Actor

from . import policy, selectors
from .showing import MARKS

MOST = 20


def what_came_of_it(actor: Actor, project: Project) -> Section | None:
    """The figures behind which a project stands and that the reader may see; a way to report one,
    once it is listed."""
    found = selectors.behind(actor.scope, projects=[project], accords=[])[:MOST]
    rows = [(MARKS[one.state], one) for one in found]
    may_report = policy.may_report_some(actor) and project.state in LISTED
    if not rows and not may_report:
        return None
    context = {"rows": rows, "may_report": may_report}
    return Section(_("What came of it"), "outcomes/project_section.html", context, flush=False)
