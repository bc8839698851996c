from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import actors, clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..life import PROJECT
from ..models import Project, ProjectParty
from .agree import agree


@command("projects.answer", policy=policy.may_answer)
def answer(
    actor: Actor, *, party: ProjectParty, edition: int, agreed: bool, reason: str = ""
) -> ProjectParty:
    """Agree to exactly these words for one's party, or say what should change.

    The last party's yes makes the project jointly reviewed in the same transaction. Raises
    Overtaken when it was revised, listed or cancelled a moment ago, Invalid for a no without a
    reason. Nobody has to answer, and who does not has not agreed.
    """
    said = "" if agreed else must_say(reason, "reason")
    project = party.project
    # Takes the project's row lock: from here on nobody revises it or answers beside us.
    PROJECT.move(project, "answer", scope=actor.scope)
    must_be_what_was_read(actor, project, edition)
    party.answer = ProjectParty.Answer.AGREED if agreed else ProjectParty.Answer.CHANGE
    party.answered_on, party.reason = clock.today(), said
    party.save(update_fields=["answer", "answered_on", "reason"])
    if everyone_agreed(actor, project):
        agree(actors.system("the last party has agreed"), project=project)
    return party


def must_be_what_was_read(actor: Actor, project: Project, edition: int) -> None:
    """Raises Overtaken when the words are not those of ``edition`` any more."""
    if not Project.within(actor.scope).filter(pk=project.pk, edition=edition).exists():
        raise Overtaken(_("The project was revised. Read the new words before you answer."))


def everyone_agreed(actor: Actor, project: Project) -> bool:
    """Whether no party of a project is without a yes to the words as they stand."""
    rows = ProjectParty.within(actor.scope).filter(project=project)
    return not rows.exclude(answer=ProjectParty.Answer.AGREED).exists()
