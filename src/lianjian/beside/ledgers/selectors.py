"""Reading imports, always inside the reader's scope."""

from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.jobs.models import Job

from .models import Import, Layout


def imports(scope: Scope) -> ScopedQuerySet[Import]:
    """The sheets that were handed in, the newest first."""
    rows = Import.within(scope).select_related("division", "organisation", "person")
    return rows.order_by("-pk")


def one(scope: Scope, pk: int) -> Import:
    """One import with its file; raises OutOfScope."""
    Import.get_within(scope, pk=pk)
    return imports(scope).select_related("file", "answer", "job__run").get(pk=pk)


def layout(actor: Actor, headings: str) -> Layout | None:
    """What the actor's place has said before of a sheet with these headings."""
    whose = (
        {"division": actor.division}
        if actor.division is not None
        else {"organisation": actor.organisation}
    )
    return Layout.within(actor.scope).filter(headings=headings, **whose).first()


def job_under_way(actor: Actor, sheet: Import) -> Job | None:
    """The job that works on it, for whoever started it."""
    job = sheet.job
    if job is None or job.person_id != actor.person or job.run.over:
        return None
    return job
