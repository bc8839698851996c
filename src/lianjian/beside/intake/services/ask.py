from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.saying import must_say

from .. import policy
from ..models import Submission


@command("intake.ask", policy=policy.may_work_on, personal=["question"])
def ask(actor: Actor, *, submission: Submission, question: str) -> Submission:
    """Ask the writer one line; it waits on their page of today. A new question replaces the last.

    Raises Invalid without words.
    """
    submission.question = must_say(question, "question", most=200)
    submission.answer = ""
    submission.asked_by_id = actor.person
    submission.save(update_fields=["question", "answer", "asked_by"])
    return submission
