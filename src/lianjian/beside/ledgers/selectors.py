"""Reading imports, always inside the reader's scope."""

from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet, scope_of
from lianjian.ground.jobs.models import Job

from .models import Import, Layout, Portion


def imports(scope: Scope) -> ScopedQuerySet[Import]:
    """The sheets that were handed in, the newest first."""
    rows = Import.within(scope).select_related("division", "organisation", "person")
    return rows.order_by("-pk")


def one(scope: Scope, pk: int) -> Import:
    """One import with its file; raises OutOfScope."""
    Import.get_within(scope, pk=pk)
    return imports(scope).select_related("file", "answer", "job__run").get(pk=pk)


def portions(sheet: Import) -> ScopedQuerySet[Portion]:
    """What a sheet wrote and what is kept of it, the last portion first: so it is taken back."""
    return Portion.within(scope_of(sheet) or Scope.of_nothing()).filter(sheet=sheet).order_by("-pk")


def looked_back(sheet: Import) -> Job | None:
    """The job that looked last at what taking it back would do, once it is done."""
    job = sheet.job
    return job if job and job.name == "ledgers.look_back" and job.run.state == "done" else None


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
