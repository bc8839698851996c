from __future__ import annotations

from django.urls import reverse

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command, must_be_fresh
from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs.models import Job

from .. import going_back, policy
from ..life import IMPORT
from ..models import Import


@command("ledgers.start", policy=policy.may_work_on)
def start(actor: Actor, *, sheet: Import, name: str, good_only: bool = False) -> Job:
    """Let the worker look through a large sheet, take it in, look at what taking it back would do,
    or take it back (``name``: check, take, look_back, take_back).

    Raises Invalid for a sheet of which that cannot be done now, and AskAgain before one is taken
    back by somebody who has not just shown who they are.
    """
    if name in ("look_back", "take_back"):
        going_back.must_be_possible(sheet)
    else:
        IMPORT.target(sheet.state, name)
    if name == "take_back":
        must_be_fresh(actor)
    arguments: dict[str, object] = {"sheet": sheet.pk}
    if name == "take":
        arguments["good_only"] = good_only
    back = reverse("ledgers:import", args=[sheet.pk])
    job = jobs.start(actor, name=f"ledgers.{name}", arguments=arguments, back=back)
    sheet.job = job
    sheet.save(update_fields=["job"])
    return job
