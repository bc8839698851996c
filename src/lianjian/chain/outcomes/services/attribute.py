from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord
from lianjian.chain.projects import selectors as projects
from lianjian.chain.projects.models import Project
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Attribution, Observation


@command("outcomes.attribute", policy=policy.may_claim)
def attribute(
    actor: Actor,
    *,
    observation: Observation,
    to: Project | Accord,
    words: str,
    said_by: str,
    grade: int = 0,
    evidence: str = "",
) -> Attribution:
    """Write down that somebody owes a figure to a project or an accord (得益于, M64).

    ``grade`` 0 is one side's word; anything better says what shows it. Raises Invalid for a grade
    without evidence, OutOfScope for a cause that the actor may not see.
    """
    if isinstance(to, Project):
        projects.project(actor.scope, to.pk)
    else:
        accords.accord(actor.scope, to.pk)
    if not 0 <= grade <= 4 or (grade and not evidence.strip()):
        raise Invalid(
            _("Say what shows that it is the cause; without that it is somebody's word."),
            fields={"evidence": _("missing")},
        )
    claim = Attribution(
        observation=observation,
        project=to if isinstance(to, Project) else None,
        accord=to if isinstance(to, Accord) else None,
        words=must_say(words, "words"),
        said_by=must_say(said_by, "said_by", most=120),
        grade=grade,
        evidence=evidence.strip(),
    )
    claim.save(force_insert=True)
    return claim
