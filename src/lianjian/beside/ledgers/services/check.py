from __future__ import annotations

from typing import Any

from lianjian.ground.core import files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.sheets.marking import XLSX

from .. import policy
from ..life import IMPORT
from ..models import Import


@command("ledgers.check", policy=policy.may_work_on)
def check(
    actor: Actor,
    *,
    sheet: Import,
    counts: dict[str, int],
    problems: list[dict[str, Any]],
    answer: bytes | None,
) -> Import:
    """Keep what a look through every line has found, and the sheet that says what is wrong.

    The look itself (``checking.checked``) takes seconds and runs before the command.
    """
    stored = files.store(answer, media_type=XLSX) if answer is not None else None
    return IMPORT.move(
        sheet, "check", scope=actor.scope, counts=counts, problems=problems, answer=stored
    )
