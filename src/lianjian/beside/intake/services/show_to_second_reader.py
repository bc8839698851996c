from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Submission


@command("intake.show_to_second_reader", policy=policy.may_work_on)
def show_to_second_reader(actor: Actor, *, submission: Submission, reader: str) -> Submission:
    """Write down that this text is about to be sent to the second reader, and to which one.

    It is written before a byte leaves: what has left the house stands in the journal, whatever
    becomes of the answer.
    """
    return submission
