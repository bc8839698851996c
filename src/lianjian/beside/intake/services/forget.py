from __future__ import annotations

import datetime as dt
from typing import Any

from lianjian.ground.core import files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..life import SUBMISSION, FactState, SubmissionState
from ..models import Fact, Submission

_NOTHING: dict[str, Any] = {
    "title": "", "file": None, "file_name": "", "raw": "", "text": "", "repairs": {}, "marks": [],
    "notes": [], "said": {}, "digest": "", "outlet": "", "why": "", "question": "", "answer": "",
}  # fmt: skip
"""What is left of the words, and of the persons that they name."""


@command("intake.forget", policy=policy.only_the_system)
def forget(actor: Actor, *, before: dt.datetime, undone_before: dt.datetime) -> int:
    """Forget the words of texts that were put aside before ``before`` and of which no record was
    made; gives how many. Who handed one in, and when, stays. Of what was confirmed before
    ``undone_before`` is forgotten what taking it back would need.

    The bytes go with the next sweep, unless something else holds the same file.
    """
    confirmed = Fact.within(actor.scope).filter(state=FactState.CONFIRMED)
    rows = Submission.within(actor.scope).filter(
        state=SubmissionState.PUT_ASIDE, put_aside_at__lt=before
    )
    texts = list(rows.exclude(pk__in=confirmed.values("submission")).select_related("file"))
    for one in texts:
        file = one.file
        Fact.within(actor.scope).filter(submission=one).delete()
        SUBMISSION.move(one, "forget", scope=actor.scope, **_NOTHING)
        if file is not None:
            files.let_go(file)
    late = Fact.within(actor.scope).filter(confirmed_at__lt=undone_before)
    late.exclude(trace={}).update(trace={})
    return len(texts)
