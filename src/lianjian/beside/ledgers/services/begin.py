from __future__ import annotations

import re
from typing import Any

from lianjian.ground.core import files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.sheets import door
from lianjian.ground.sheets.door import Format
from lianjian.ground.sheets.marking import XLSX

from .. import policy
from ..models import Import


@command("ledgers.begin", policy=policy.may_import, personal=["name"])
def begin(actor: Actor, *, name: str, data: bytes, looked: list[dict[str, Any]]) -> Import:
    """Keep a file that was looked at, for the actor's division or society.

    ``looked`` comes from ``looking.look``, which takes a process and seconds and therefore runs
    before the command. Raises Invalid for what the door does not admit.
    """
    text = door.admitted(data) == Format.TEXT
    assert actor.person is not None  # noqa: S101 - the policy asks for a post
    kept = Import(
        file=files.store(data, media_type="text/csv" if text else XLSX),
        file_name=files.file_name(re.sub(r"\s+", " ", name)),
        looked=looked,
        division_id=actor.division,
        organisation_id=None if actor.division is not None else actor.organisation,
        person_id=actor.person,
    )
    kept.save()
    return kept
