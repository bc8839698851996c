"""What waits for an actor in this room: one line a matter, one touch to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .life import ProjectState

DUE_SOON = dt.timedelta(days=30)
MOST = 8
"""More of a kind than this become one line that leads to the list."""


def what_waits(actor: Actor) -> Iterator[Matter]:
    """Proposals to answer, reviewed projects to list, milestones that are due."""
    if actor.is_system or actor.post is None:
        return
    for party in selectors.waiting_for_answer(actor):
        yield Matter(
            _("The project “%(name)s” waits for your answer") % {"name": party.project.name},
            reverse("projects:project", args=[party.project_id]),
            _("Read and answer"),
        )
    yield from _asking_for_a_change(actor)
    if policy.may_list_some(actor):
        yield from _to_list(actor)
        yield from _to_accept(actor)
    today = clock.today()
    for one in selectors.milestones_due(actor, until=today + DUE_SOON):
        yield Matter(
            _("“%(milestone)s” of the project “%(name)s” is due")
            % {"milestone": one.name, "name": one.project.name},
            reverse("projects:project", args=[one.project_id]),
            _("Say how it stands"),
            mark="late" if one.is_overdue else "plan",
            due=one.due,
        )


def _asking_for_a_change(actor: Actor) -> Iterator[Matter]:
    found = selectors.asking_for_a_change(actor, most=MOST + 1)
    if len(found) > MOST:
        yield Matter(
            _("Several parties ask for a change of what you proposed"),
            f"{reverse('projects:projects')}?state={ProjectState.PROPOSED}",
            _("See which"),
        )
        return
    for party in found:
        yield Matter(
            _("“%(name)s”: %(who)s asks for a change. %(why)s")
            % {"name": party.project.name, "who": str(party), "why": party.reason},
            reverse("projects:revise", args=[party.project_id]),
            _("Word it anew"),
        )


def _to_accept(actor: Actor) -> Iterator[Matter]:
    rows = selectors.all_reached(actor)[: MOST + 1]
    found = [one for one in rows if policy.steers(actor, one)]
    if len(found) > MOST:
        yield Matter(
            _("Several projects have reached all their milestones and wait to be accepted"),
            f"{reverse('projects:projects')}?state={ProjectState.UNDER_WAY}",
            _("See which"),
        )
        return
    for one in found:
        yield Matter(
            _("“%(name)s” has reached all its milestones and waits to be accepted")
            % {"name": one.name},
            reverse("projects:project", args=[one.pk]),
            _("Record the acceptance"),
        )


def _to_list(actor: Actor) -> Iterator[Matter]:
    rows = selectors.steered(actor, ProjectState.REVIEWED)[: MOST + 1]
    found = [one for one in rows if policy.steers(actor, one)]
    if len(found) > MOST:
        yield Matter(
            _("Several projects are jointly reviewed and wait to be listed"),
            f"{reverse('projects:projects')}?state={ProjectState.REVIEWED}",
            _("See which"),
        )
        return
    for one in found:
        yield Matter(
            _("“%(name)s” is jointly reviewed and waits to be listed") % {"name": one.name},
            reverse("projects:project", args=[one.pk]),
            _("List it for a year"),
        )
