from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.projects import selectors as projects
from lianjian.chain.projects.life import LISTED, ProjectState
from lianjian.chain.projects.models import Project
from lianjian.chain.projects.showing import MARKS
from lianjian.ground.core.actors import Actor
from lianjian.ground.ui.days import day_and_year

from ..partnership import Partnership
from ..trace import NotYet, Stage, Step


def steps(actor: Actor, partnership: Partnership) -> Iterator[Step]:
    """The projects that the partnership stands behind, with how their acceptance is known."""
    rows = projects.behind(
        actor.scope,
        accords=partnership.accords,
        bodies=partnership.bodies,
        pairings=partnership.pairings,
    )
    for one in rows:
        accepted = one.state == ProjectState.ACCEPTED
        yield Step(
            Stage.PROJECT,
            one.name,
            sub=_sub(one),
            day=one.accepted_on or one.launched_on or one.listed_on,
            until=None if one.listed_on else one.ends,
            mark=MARKS[one.state],
            grade=one.grade if accepted else 1,
            url=reverse("projects:project", args=[one.pk]),
            say=_("“%(name)s” was accepted by %(who)s on %(day)s.")
            % {"name": one.name, "who": one.accepted_by, "day": day_and_year(one.accepted_on)}
            if accepted and one.accepted_on
            else "",
            not_yet=() if accepted else _not_yet(one),
        )


def _sub(one: Project) -> str:
    if one.state in LISTED and one.year is not None:
        return _("on the list of %(year)d: %(state)s") % {
            "year": one.year,
            "state": one.get_state_display(),
        }
    return str(one.get_state_display())


def _not_yet(one: Project) -> tuple[NotYet, ...]:
    if one.state == ProjectState.CANCELLED:
        return ()
    return (
        NotYet(
            _("“%(name)s has been built”") % {"name": one.name},
            _("Its state is: %(state)s.") % {"state": one.get_state_display()},
            reverse("projects:project", args=[one.pk]),
            _("To the project"),
        ),
    )
