from __future__ import annotations

from collections.abc import Mapping

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, tongues
from ..life import SUBMISSION
from ..models import Submission


@command("intake.fail", policy=policy.may_work_on)
def fail(
    actor: Actor, *, submission: Submission, why: str, said: Mapping[str, str] | None = None
) -> Submission:
    """Say why a file cannot be read, ``said`` in the languages beside the product's own. It is kept
    as it came."""
    others = {code: {"why": text[:300]} for code, text in (said or {}).items()}
    kept = tongues.with_(submission, others)
    return SUBMISSION.move(submission, "fail", scope=actor.scope, why=why[:300], said=kept)
