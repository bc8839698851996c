from __future__ import annotations

from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say
from lianjian.ground.core.verdicts import Overtaken

from .. import policy
from ..models import Submission


@command("intake.answer", policy=policy.may_answer, personal=["question", "answer"])
def answer(actor: Actor, *, submission: Submission, question: str, answer: str) -> Submission:
    """Answer the question that was asked about one's text.

    ``question`` is what was read. Raises Invalid without words, Overtaken when another question
    stands there now.
    """
    said = must_say(answer, "answer", most=300)
    rows = Submission.within(actor.scope).filter(pk=submission.pk, question=question)
    if not question or not rows.update(answer=said, typed=submission.typed + 1):
        raise Overtaken(_("Another question stands there now. Read it first."))
    submission.answer = said
    return submission
