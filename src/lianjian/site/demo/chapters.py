"""The chapters of the demonstration, each told once, in one transaction, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.models import Person
from lianjian.ground.core import actors
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Allowed, Denied, Invalid, Verdict
from lianjian.ground.jobs import selectors as jobs_seen
from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs import worker
from lianjian.ground.journal import selectors as journal
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.services import import_divisions

from . import county, fujian, outlines, past, reports, shandong

REAL_COUNTIES = (fujian.CITY, shandong.COUNTY)
"""Putian's counties and Zhucheng: where the two articles play."""

SYSTEM = actors.system("the demonstration")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the demonstration: its name in the journal, and what tells it."""

    name: str
    tell: Callable[[], None]


def leave_to_the_worker() -> None:
    """Leave the two past years to it: one job, for its parts build on each other."""
    jobs.start(SYSTEM, name="demo.tell_past", arguments={})


CORE: Sequence[Chapter] = (
    Chapter("fujian", fujian.tell),
    Chapter("county", county.tell),
    Chapter("shandong", shandong.tell),
)
"""What the first visit needs: told before the server is up."""

REST: Sequence[Chapter] = (
    Chapter("outlines", outlines.tell),
    Chapter("reports", reports.tell),
    Chapter("past", leave_to_the_worker),
)
"""What can follow while people already look: left to the worker as jobs, but for the reports,
which are read at once."""

Say = Callable[[str], None]


def fill(*, core_only: bool = False, say: Say = lambda _words: None) -> int:
    """Tell every chapter that has not been told yet; gives how many were told.

    ``core_only`` leaves to the worker what takes longer; without it all of it is done on return.
    Raises Invalid, before anything is written, for a database that holds something else, and for
    one in which everything has been told. A run that was stopped is continued by the next.
    """
    told = _told()
    waiting = [one for one in (*CORE, *REST) if one.name not in told]
    if not told and _holds_something():
        raise Invalid(_("The database is not empty: the demonstration fills only an empty one."))
    if not waiting:
        raise Invalid(_("The demonstration is already here."))
    say("divisions")
    import_divisions(SYSTEM, codes=REAL_COUNTIES)
    for chapter in waiting:
        say(chapter.name)
        tell(SYSTEM, chapter=chapter.name)
    if not core_only:
        do_now()
    return len(waiting)


def do_now() -> None:
    """Do the worker's part here; a job that a worker has taken already is left to it."""
    for job in jobs_seen.of_the_product(Scope.of_everything()):
        worker.run(job.pk)


def tell_past(progress: Callable[[int, int], None] = lambda _done, _of: None) -> int:
    """Tell every part of the past that has not been told; gives how many were.

    ``progress(done, of)`` is called before each. Part by part, so that nobody who writes
    meanwhile waits for longer than one of them takes.
    """
    told, everything = _told(), list(past.parts())
    waiting = [name for name, _tell in everything if name not in told]
    for done, name in enumerate(waiting):
        progress(done, len(waiting))
        tell(SYSTEM, chapter=name)
    return len(waiting)


def may_tell(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("The demonstration is filled by: lianjian demo"))


@command("demo.tell", policy=may_tell)
def tell(actor: Actor, *, chapter: str) -> None:
    """Tell one chapter, or one part of the past, wholly or not at all."""
    chapters = {one.name: one.tell for one in (*CORE, *REST)}
    (chapters.get(chapter) or dict(past.parts())[chapter])()


def _told() -> set[str]:
    """The chapters that the journal says have been told."""
    import json

    lines = journal.lines(Scope.of_everything()).filter(verb="demo.tell")
    return {json.loads(line.body)["chapter"] for line in lines}


def _holds_something() -> bool:
    return Person.objects.exists() or Organisation.within(Scope.of_everything()).exists()
