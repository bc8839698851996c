from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.documents import LARGEST, kept_document
from lianjian.ground.core.saying import must_say
from lianjian.ground.organisations import selectors as organisations

from .. import policy
from ..contents import Told
from ..life import OBSERVATION
from ..models import Observation
from . import reading
from .report import first_grade, must_be_the_first


@command("outcomes.correct", policy=policy.may_correct, pictures={"document": LARGEST})
def correct(
    actor: Actor,
    *,
    observation: Observation,
    told: Told,
    reason: str,
    evidence: str = "",
    document: bytes = b"",
    apart: str | None = None,
) -> Observation:
    """Put another figure in the place of one, and say why: a new row, to be checked anew.

    The old one stays visible as corrected and leaves every total. Raises Invalid as *report* does
    and without a reason, Overtaken when somebody corrected it a moment ago.
    """
    said = must_say(reason, "reason")
    OBSERVATION.move(observation, "correct", scope=actor.scope)
    kept = kept_document(document) or observation.document
    again = Observation(
        definition=observation.definition,
        reporter=organisations.own(actor),
        division=observation.division,
        happened_in=observation.happened_in,
        branch=observation.branch,
        project=observation.project,
        accord=observation.accord,
        evidence=evidence.strip() or observation.evidence,
        document=kept,
        apart=observation.apart if apart is None else apart.strip()[:200],
        corrects=observation,
        correction_reason=said,
        is_demo=observation.is_demo,
    )
    reading.put(again, observation.definition.indicator, told)
    must_be_the_first(actor, again)
    again.grade = first_grade(again)
    again.save(force_insert=True)
    return again
