from __future__ import annotations

from django.urls import reverse

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs.models import Job

from .. import policy
from ..life import IMPORT
from ..models import Import


@command("ledgers.start", policy=policy.may_work_on)
def start(actor: Actor, *, sheet: Import, name: str, good_only: bool = False) -> Job:
    """Let the worker look through a large sheet, or take it in (``name``: check or take).

    Raises Invalid for a sheet of which that cannot be done now.
    """
    IMPORT.target(sheet.state, name)
    arguments: dict[str, object] = {"sheet": sheet.pk}
    if name == "take":
        arguments["good_only"] = good_only
    back = reverse("ledgers:import", args=[sheet.pk])
    job = jobs.start(actor, name=f"ledgers.{name}", arguments=arguments, back=back)
    sheet.job = job
    sheet.save(update_fields=["job"])
    return job
