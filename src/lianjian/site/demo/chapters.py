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
from lianjian.ground.journal import selectors as journal
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.services import import_divisions

from . import county, fujian, outlines, shandong

REAL_COUNTIES = (fujian.CITY, shandong.COUNTY)
"""Putian's counties and Zhucheng: where the two articles play."""

SYSTEM = actors.system("the demonstration")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the demonstration: its name in the journal, and what tells it."""

    name: str
    tell: Callable[[], None]


CORE: Sequence[Chapter] = (
    Chapter("fujian", fujian.tell),
    Chapter("county", county.tell),
    Chapter("shandong", shandong.tell),
)
"""What the first visit needs: told before the server is up."""

REST: Sequence[Chapter] = (Chapter("outlines", outlines.tell),)
"""What can follow while people already look: left to the worker as jobs."""

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
        outlines.draw_now()
    return len(waiting)


def may_tell(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("The demonstration is filled by: lianjian demo"))


@command("demo.tell", policy=may_tell)
def tell(actor: Actor, *, chapter: str) -> None:
    """Tell one chapter, wholly or not at all."""
    next(one for one in (*CORE, *REST) if one.name == chapter).tell()


def _told() -> set[str]:
    """The chapters that the journal says have been told."""
    import json

    lines = journal.lines(Scope.of_everything()).filter(verb="demo.tell")
    return {json.loads(line.body)["chapter"] for line in lines}


def _holds_something() -> bool:
    return Person.objects.exists() or Organisation.within(Scope.of_everything()).exists()
