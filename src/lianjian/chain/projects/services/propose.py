from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..contents import Contents
from ..models import Project, ProjectParty
from . import writing


@command("projects.propose", policy=policy.may_propose)
def propose(
    actor: Actor,
    *,
    issuer: Division | Organisation,
    contents: Contents,
    is_demo: bool = False,
) -> Project:
    """Propose a joint project to its parties (M36), for an issuer's annual list.

    Who proposes it as a party has agreed to it. Raises OutOfScope for what the actor may not see,
    Invalid for contents that contradict themselves.
    """
    writing.must_be_within_reach(actor, contents)
    writing.must_make_sense(contents)
    project = Project(
        issuer_division=issuer if isinstance(issuer, Division) else None,
        issuer=issuer if isinstance(issuer, Organisation) else None,
        proposer=organisations.own(actor),
        is_demo=is_demo,
    )
    writing.put(project, contents)
    project.save()
    writing.write_parts(project, contents)
    own_yes(actor, project)
    return project


def own_yes(actor: Actor, project: Project) -> None:
    """Whoever words a proposal has said yes to their own words."""
    for one in project.parties.select_related("branch", "organisation"):
        if policy.speaks_for(actor, one):
            one.answer, one.answered_on = ProjectParty.Answer.AGREED, clock.today()
            one.save(update_fields=["answer", "answered_on"])
